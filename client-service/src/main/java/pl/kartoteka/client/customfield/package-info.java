/**
 * Fields defined at run time: their types, and whether a value on a card fits the definition.
 */
@NullMarked
package pl.kartoteka.client.customfield;

import org.jspecify.annotations.NullMarked;
