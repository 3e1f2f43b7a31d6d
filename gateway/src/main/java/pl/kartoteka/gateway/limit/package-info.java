/** How much one caller may ask for, and how large it may be. */
@NullMarked
package pl.kartoteka.gateway.limit;

import org.jspecify.annotations.NullMarked;
