/**
 * The events of clients, consents, sales documents and messages become changes of profiles, and those become changes of
 * membership, in one transaction per batch. An event that was seen before, or is older than what is known, changes
 * nothing.
 */
@NullMarked
package pl.kartoteka.segment.ingestion;

import org.jspecify.annotations.NullMarked;
