/**
 * Clients as files: CSV, XLSX and PDF of whoever a filter means, streamed as they are read, with the columns the caller chooses. What is sensitive
 * needs the scope for it.
 */
@NullMarked
package pl.kartoteka.client.exports;

import org.jspecify.annotations.NullMarked;
