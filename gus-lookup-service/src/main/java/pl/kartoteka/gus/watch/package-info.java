/**
 * The watch over our clients' companies: who has a NIP and is active is verified again and again, spread over the time
 * between, and sooner when GUS lists it among the changes of a day. What differs is published where answers are kept.
 */
@NullMarked
package pl.kartoteka.gus.watch;

import org.jspecify.annotations.NullMarked;
