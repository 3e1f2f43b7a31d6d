/** What people write down about a client: who, when, and what is pinned to the top. Notes stay in the house; they are no part of the published client. */
@NullMarked
package pl.kartoteka.client.note;

import org.jspecify.annotations.NullMarked;
