/**
 * Dictionaries that cards refer to: groups, traits, sources and industries. An entry in use cannot be removed.
 */
@NullMarked
package pl.kartoteka.client.dictionary;

import org.jspecify.annotations.NullMarked;
