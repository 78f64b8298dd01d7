package output

// What tests need to stop a run, or to stand in its way.

// Disk is what a run does to a folder.
type Disk = disk

// CarryOut is Write, but for claiming the folder, on a disk of the test's.
func (p *Plan) CarryOut(d Disk) error { return p.carryOut(d) }

// Claim keeps others from writing to a folder.
var Claim = claim
