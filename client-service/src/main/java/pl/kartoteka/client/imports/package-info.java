/**
 * Clients from files: CSV of any shape and InsERT EDI++ (EPP). A file is kept until the end of its job and taken in chunks; a row is known again by
 * a code of the file's system, by NIP, or by itself, so that the same file twice changes nothing. Rows that cannot be taken are told one
 * by one, with line, column, value and reason. What is registered or corrected is published to {@code kartoteka.clients.v1} like any other change.
 */
@NullMarked
package pl.kartoteka.client.imports;

import org.jspecify.annotations.NullMarked;
