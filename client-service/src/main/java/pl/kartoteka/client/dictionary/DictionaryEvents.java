package pl.kartoteka.client.dictionary;

import pl.kartoteka.events.DictionaryEvent;
import pl.kartoteka.events.DictionaryEvent.DictionaryEntryChanged;
import pl.kartoteka.events.DictionaryEvent.DictionaryEntryRemoved;
import pl.kartoteka.events.DictionaryEvent.DictionaryState;

/** Dictionary entries in the published language: a renamed entry says so itself, the clients that have it stay as they are. */
final class DictionaryEvents {
    private DictionaryEvents() {}

    static DictionaryEvent changed(DictionaryEntry entry) {
        return new DictionaryEntryChanged(new DictionaryState(entry.id(), entry.dictionary().name(), entry.code(),
                entry.name(), entry.colour(), entry.kinds().isEmpty() ? null : entry.kinds(),
                entry.traitIds().isEmpty() ? null : entry.traitIds(), entry.retired(), entry.mergedInto(),
                entry.version()));
    }

    static DictionaryEvent removed(DictionaryEntry entry) {
        return new DictionaryEntryRemoved(entry.id(), entry.dictionary().name(), entry.code(), entry.mergedInto(),
                entry.version() + 1);
    }
}
