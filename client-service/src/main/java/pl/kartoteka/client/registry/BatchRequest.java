package pl.kartoteka.client.registry;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import tools.jackson.databind.JsonNode;

/** Cards that are read one by one, so that a bad one spoils no other. */
record BatchRequest(@NotNull @Size(min = 1, max = 500) List<@NotNull JsonNode> items) {}
