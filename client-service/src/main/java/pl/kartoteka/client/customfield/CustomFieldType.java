package pl.kartoteka.client.customfield;

public enum CustomFieldType {
    TEXT, NUMBER, DATE, BOOLEAN, CHOICE
}
