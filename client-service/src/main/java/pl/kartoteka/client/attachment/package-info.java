/**
 * Files attached to a client, and its photo. The row names the file, the file store keeps it; the file comes first and goes last, so that no row is ever without its
 * file. What a file is its content says, and browsers are told to believe that.
 */
@NullMarked
package pl.kartoteka.client.attachment;

import org.jspecify.annotations.NullMarked;
