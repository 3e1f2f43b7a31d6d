/**
 * Two records of one client become one: field by field, with everything that hangs on the duplicate. The duplicate stays, names the
 * client it was merged into, and the merge can be undone.
 */
@NullMarked
package pl.kartoteka.client.merge;

import org.jspecify.annotations.NullMarked;
