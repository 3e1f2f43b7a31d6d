/**
 * The register of clients: their cards, the dictionaries these refer to, the sales documents that arrive for them and the
 * history of every change. Publishes {@code kartoteka.clients.v1}; listens to {@code sales.documents.v1}.
 */
@NullMarked
package pl.kartoteka.client;

import org.jspecify.annotations.NullMarked;
