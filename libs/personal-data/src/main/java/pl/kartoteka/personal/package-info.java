/**
 * The service's side of the rights of a person: listens to {@code kartoteka.privacy.v1}, lets every
 * {@link pl.kartoteka.personal.HoldsPersonalData} of the service erase or hand out what it holds, and answers through the
 * outbox in the same transaction.
 */
@NullMarked
package pl.kartoteka.personal;

import org.jspecify.annotations.NullMarked;
