/**
 * Links for people without an account: each opens one thing, until a day, and only if this service signed it. A token holds
 * ids and a code, nothing that names a person.
 */
@NullMarked
package pl.kartoteka.consent.link;

import org.jspecify.annotations.NullMarked;
