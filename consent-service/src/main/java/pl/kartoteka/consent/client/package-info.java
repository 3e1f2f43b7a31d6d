/**
 * What decisions need to know of clients, kept from {@code kartoteka.clients.v1}: state and hashed addresses.
 */
@NullMarked
package pl.kartoteka.consent.client;

import org.jspecify.annotations.NullMarked;
