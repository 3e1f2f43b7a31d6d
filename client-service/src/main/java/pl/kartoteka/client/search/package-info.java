/**
 * Finding clients by any part of a name, number, address or contact, with or without diacritics, page by page.
 */
@NullMarked
package pl.kartoteka.client.search;

import org.jspecify.annotations.NullMarked;
