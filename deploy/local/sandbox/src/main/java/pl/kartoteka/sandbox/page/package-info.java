/** The page on which a person reads what was delivered and makes a register fail. */
@NullMarked
package pl.kartoteka.sandbox.page;

import org.jspecify.annotations.NullMarked;
