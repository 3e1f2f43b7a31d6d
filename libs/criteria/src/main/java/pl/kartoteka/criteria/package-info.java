/**
 * The criteria language: one sealed {@link pl.kartoteka.criteria.Rule} tree, read from JSON with every mistake
 * named by its path, and given two meanings that property-based tests of the services hold equal: a predicate over the facts of one
 * client ({@link pl.kartoteka.criteria.Subject}) and an SQL condition over all of them
 * ({@link pl.kartoteka.criteria.RuleSql}).
 *
 * <p>What holds for every field:
 * <ul>
 * <li>Text is compared in its folded form ({@link pl.kartoteka.criteria.Spelling}): letter case and the amount
 * of white space never matter, Polish letters do ("Łódź" equals "ŁÓDŹ", not "Lodz"). Numbers, codes and phones are also
 * freed of spaces and hyphens.
 * <li>The logic has two values. A fact that is missing fulfils no positive condition; a negative operator
 * ({@code ne, notIn, hasNone, notWithinLastDays, isNotSet, notInSegment}) is exactly the denial of its positive twin.
 * <li>Days are days in Warsaw.
 * </ul>
 */
@NullMarked
package pl.kartoteka.criteria;

import org.jspecify.annotations.NullMarked;
