/**
 * What rules can ask about a client, one row each, projected from the events of clients, consents, sales documents and
 * messages. Every change happens under the lock of the client's row, which is also what orders the changes of its
 * memberships. An erased client keeps its key, so that a replayed event cannot bring the person back.
 */
@NullMarked
package pl.kartoteka.segment.profile;

import org.jspecify.annotations.NullMarked;
