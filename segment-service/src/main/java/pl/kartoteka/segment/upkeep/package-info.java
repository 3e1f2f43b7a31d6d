/**
 * What goes on in the background, in whichever instance gets to it: filling the shadow generation of a new definition
 * and swapping it in, judging clients whose due time has come, and clearing away generations nobody looks at. Each step
 * is one transaction that claims its work by a lock the database lets go of when its holder is lost, so a step that
 * dies is simply done again by somebody else.
 */
@NullMarked
package pl.kartoteka.segment.upkeep;

import org.jspecify.annotations.NullMarked;
