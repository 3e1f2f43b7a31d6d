/**
 * A card prefilled from the business registers, which gus-lookup-service asks. Nothing is saved.
 */
@NullMarked
package pl.kartoteka.client.draft;

import org.jspecify.annotations.NullMarked;
