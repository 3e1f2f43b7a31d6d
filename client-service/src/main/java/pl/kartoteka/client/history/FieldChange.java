package pl.kartoteka.client.history;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/** One field before and after; null where it had no value. */
public record FieldChange(String field, @Nullable JsonNode from, @Nullable JsonNode to) {}
