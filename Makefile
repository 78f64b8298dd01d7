# Work on postman-gen-go; "make help" lists what there is.

FUZZTIME ?= 30s
BENCH ?= .
COUNT ?= 1

.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@sed -En 's/^([a-z]+):.*## (.*)/\1	\2/p' $(MAKEFILE_LIST) | expand -t 12

.PHONY: build
build: ## Build the command to bin/
	go build -o bin/ ./cmd/...

.PHONY: generate
generate: ## Generate the committed clients anew
	go generate ./...

.PHONY: golden
golden: ## Accept what is generated now as the golden files
	go test ./generator -update

.PHONY: test
test: ## Run all tests
	go test ./...

.PHONY: lint
lint: ## Check format, go vet and staticcheck
	.ci/run format vet staticcheck

.PHONY: bench
bench: ## Run the benchmarks that BENCH matches (all) COUNT times (1)
	@for _ in $$(seq $(COUNT)); do go test -run '^$$' -bench '$(BENCH)' -benchmem ./cmd/... ./generator/... ./templates/... || exit; done

.PHONY: fuzz
fuzz: ## Run each fuzz test for FUZZTIME (30s)
	FUZZTIME=$(FUZZTIME) .ci/run fuzz

.PHONY: check
check: ## Run everything that CI runs; the working tree must be clean
	.ci/run
