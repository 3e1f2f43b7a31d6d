package pl.kartoteka.client.customfield;

public enum CustomFieldType {
    TEXT, NUMBER, DATE, BOOLEAN, CHOICE, MULTI_CHOICE, CLIENT_REFERENCE;

    boolean hasChoices() {
        return this == CHOICE || this == MULTI_CHOICE;
    }
}
