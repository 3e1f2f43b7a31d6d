/** The CEIDG data warehouse v3: sole traders as JSON. */
@NullMarked
package pl.kartoteka.sandbox.ceidg;

import org.jspecify.annotations.NullMarked;
