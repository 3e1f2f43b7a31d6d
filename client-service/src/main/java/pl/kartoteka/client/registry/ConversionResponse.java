package pl.kartoteka.client.registry;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A client of another kind than before.
 *
 * @param setAside fields whose values wait for a kind that has a place for them
 * @param restored fields that came back
 */
record ConversionResponse(@JsonUnwrapped ClientResponse client, List<String> setAside, List<String> restored) {}
