package pl.kartoteka.client.search;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import pl.kartoteka.client.registry.ClientResponse;

/** A client in a list: a {@link ClientResponse}, or the fields of one that were asked for. */
@Schema(implementation = ClientResponse.class)
record ListedClient(@JsonValue Object shown) {}
