/**
 * CEIDG, the register of sole traders, asked over the data warehouse API v3. Its token holds the owner's PESEL and is
 * never logged.
 */
@NullMarked
package pl.kartoteka.gus.ceidg;

import org.jspecify.annotations.NullMarked;
