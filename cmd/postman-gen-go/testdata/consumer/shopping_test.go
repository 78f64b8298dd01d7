package consumer_test

import (
	"errors"
	"slices"
	"testing"

	"example.test/consumer"
	"example.test/consumer/notes"
	"example.test/consumer/notes/notestest"
)

func TestShopping(t *testing.T) {
	server := notestest.New(t)
	client, err := notes.New(notes.WithBaseURL(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	if id, err := consumer.Add(t.Context(), client, "bread"); id != 1 || err != nil {
		t.Errorf("got %d, %v after adding", id, err)
	}
	if texts, err := consumer.All(t.Context(), client); !slices.Equal(texts, []string{"milk"}) || err != nil {
		t.Errorf("got %q, %v", texts, err)
	}
	server.Respond(notestest.NotesDeleteNoteNotFound)
	if err := consumer.Done(t.Context(), client, "2"); !errors.Is(err, consumer.ErrNoNote) {
		t.Errorf("got error %v", err)
	}
}
