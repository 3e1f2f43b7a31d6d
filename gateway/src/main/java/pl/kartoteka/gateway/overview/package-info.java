/**
 * Everything about a client on one screen: asked for at once from the services that own the parts, with the caller's own token. A part that
 * does not answer, or that the caller may not see, is named as missing; the rest is there.
 */
@NullMarked
package pl.kartoteka.gateway.overview;

import org.jspecify.annotations.NullMarked;
