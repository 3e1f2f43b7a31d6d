/**
 * Our people who look after clients, and who stands in for whom while somebody is away. A substitution begins and ends by its dates, in Warsaw: nobody switches it,
 * whoever asks is told what holds today.
 */
@NullMarked
package pl.kartoteka.client.caretaker;

import org.jspecify.annotations.NullMarked;
