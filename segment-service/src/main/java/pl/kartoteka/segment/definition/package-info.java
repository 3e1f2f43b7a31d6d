/**
 * What segments there are and by which rules: the stored definitions, the copy every instance keeps of them, and the
 * index that finds the few a changed client can concern. Every transaction that changes memberships holds the shared
 * lock of the definitions and reads the copy that is current under it; every change of a definition holds it
 * exclusively. So no change of a client is judged by a definition that is no longer, or not yet, in force.
 */
@NullMarked
package pl.kartoteka.segment.definition;

import org.jspecify.annotations.NullMarked;
