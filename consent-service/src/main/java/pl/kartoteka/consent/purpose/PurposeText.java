package pl.kartoteka.consent.purpose;

/** What a person is shown, in one language. A version is never changed once it exists. */
public record PurposeText(String language, int version, String text) {}
