/**
 * The register itself: registering, correcting and removing clients, one by one or in batches. Keeps a NIP unique, a
 * change from getting lost and every change in the history, and publishes what happened to {@code kartoteka.clients.v1}.
 */
@NullMarked
package pl.kartoteka.client.registry;

import org.jspecify.annotations.NullMarked;
