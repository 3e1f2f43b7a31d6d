package pl.kartoteka.consent.consent;

/** The very text a person had before her eyes. */
public record ShownText(String language, int version) {}
