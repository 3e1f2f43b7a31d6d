/**
 * The OpenID issuer of a local run: machine clients whose secret is their name, people with a password equal to their name,
 * and the services with the secrets the launcher made for them. In production any OpenID provider takes its place.
 */
@NullMarked
package pl.kartoteka.issuer;

import org.jspecify.annotations.NullMarked;
