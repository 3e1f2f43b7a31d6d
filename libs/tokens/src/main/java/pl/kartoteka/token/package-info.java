/** What a resource server knows of the access tokens it has seen. */
@NullMarked
package pl.kartoteka.token;

import org.jspecify.annotations.NullMarked;
