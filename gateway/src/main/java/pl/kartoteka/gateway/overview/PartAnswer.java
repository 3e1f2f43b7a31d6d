package pl.kartoteka.gateway.overview;

import tools.jackson.databind.JsonNode;

/** What became of a part that was asked for. */
sealed interface PartAnswer {
    record Found(JsonNode content) implements PartAnswer {}

    record Missing(Reason reason) implements PartAnswer {}

    enum Reason { UNAVAILABLE, TIMED_OUT, FORBIDDEN, NOT_FOUND, FAILED }
}
