package pl.kartoteka.client.card;

public enum Importance {
    LOW, MEDIUM, HIGH, KEY
}
