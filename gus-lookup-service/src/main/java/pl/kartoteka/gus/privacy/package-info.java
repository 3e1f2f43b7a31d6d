/**
 * Erasing and handing out what registers said about a person. Listens to {@code kartoteka.clients.v1} for whose NIP is whose.
 */
@NullMarked
package pl.kartoteka.gus.privacy;

import org.jspecify.annotations.NullMarked;
