/**
 * The archive of register answers: each kept with its question, time, proof, raw text and hash. A fresh answer is stored
 * and published ({@code kartoteka.companies.v1}: verified, changed) in one transaction.
 */
@NullMarked
package pl.kartoteka.gus.answer;

import org.jspecify.annotations.NullMarked;
