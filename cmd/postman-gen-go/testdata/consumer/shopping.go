// Package consumer is a program as its author would write it around a generated client:
// what the client is has to stay, so that this compiles, whatever becomes of the
// collection.
package consumer

import (
	"context"
	"errors"

	"example.test/consumer/notes"
)

// ErrNoNote says that there is no note of this ID.
var ErrNoNote = errors.New("no such note")

// Add writes down what to buy, and returns the note's ID.
func Add(ctx context.Context, client *notes.Client, text string) (int64, error) {
	created, err := client.Notes.CreateNote(ctx, &notes.NotesCreateNoteRequest{
		Body: &notes.NotesCreateNoteRequestBody{Text: notes.Ptr(text), Pinned: notes.Ptr(true)},
	})
	if err != nil {
		return 0, err
	}
	return created.Body.ID, nil
}

// All returns what is to be bought.
func All(ctx context.Context, client *notes.Client) ([]string, error) {
	listed, err := client.Notes.ListNotes(ctx, &notes.NotesListNotesRequest{Limit: notes.Ptr(int64(50))})
	if err != nil {
		return nil, err
	}
	var texts []string
	for _, note := range listed.Body {
		texts = append(texts, note.Text)
	}
	return texts, nil
}

// Done strikes a note off the list.
func Done(ctx context.Context, client *notes.Client, id string) error {
	_, err := client.Notes.DeleteNote(ctx, &notes.NotesDeleteNoteRequest{NoteID: id})
	if errors.Is(err, notes.ErrNotFound) {
		return ErrNoNote
	}
	return err
}
