package pl.kartoteka.client.document;

enum DocumentStatus {
    ISSUED, CANCELLED
}
