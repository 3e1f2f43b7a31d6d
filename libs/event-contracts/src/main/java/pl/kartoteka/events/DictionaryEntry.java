package pl.kartoteka.events;

import java.util.UUID;

/** An entry of a dictionary (group, trait, source, industry). The code is stable; the name may be changed. */
public record DictionaryEntry(UUID id, String code, String name) {}
