/**
 * What a person decides herself at any time: the page with all her consents, and the way out of messages with one click
 * (RFC 8058). Reading a page or a link changes nothing; only what is sent on purpose does.
 */
@NullMarked
package pl.kartoteka.consent.preference;

import org.jspecify.annotations.NullMarked;
