/**
 * One action on many clients, given as a list or by what they have in common: a job with progress, and a reason for each client it was refused for.
 * Every change is in the history and published to {@code kartoteka.clients.v1} like one made by hand.
 */
@NullMarked
package pl.kartoteka.client.bulk;

import org.jspecify.annotations.NullMarked;
