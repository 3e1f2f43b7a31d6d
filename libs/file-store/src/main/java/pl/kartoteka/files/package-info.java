/**
 * Files that belong to rows of a database but are kept beside it: streamed in and out, checked on the way, whole or not there at all. A file is kept first and
 * the row that names it written second; what a crash leaves without a row, {@link pl.kartoteka.files.FileSweep} takes away.
 */
@NullMarked
package pl.kartoteka.files;

import org.jspecify.annotations.NullMarked;
