/**
 * What people exchange as files, at any size in the same memory.
 *
 * <ul>
 * <li>{@link pl.kartoteka.documents.CsvShape} finds out encoding, delimiter and header of a CSV file, {@link pl.kartoteka.documents.CsvFile}
 * reads it row by row, with line numbers.</li>
 * <li>{@link pl.kartoteka.documents.TableFormat} writes a stream of rows as CSV, XLSX or PDF; the bytes come as a stream, as fast as they
 * are taken.</li>
 * <li>{@link pl.kartoteka.documents.PdfDocument} is for documents to read and to print: titles, paragraphs, key and value, tables; the font
 * is embedded and has the Polish letters.</li>
 * <li>{@link pl.kartoteka.documents.FormulaGuard} keeps a spreadsheet from running what somebody typed into a field.</li>
 * </ul>
 */
@NullMarked
package pl.kartoteka.documents;

import org.jspecify.annotations.NullMarked;
