/**
 * How text is folded so that it is found however it is typed, and what of a card is found: the same as the functions of the
 * database say ({@code folded}, {@code search_form}, {@code client_search_text}, {@code likeness}), many times faster.
 */
@NullMarked
package pl.kartoteka.client.folding;

import org.jspecify.annotations.NullMarked;
