/**
 * Everything a caller is refused with, as one RFC 9457 problem document: refusals of the domain ({@link DomainProblem}), bad input with
 * every offending field at once ({@link StrictJson}), and what the framework refuses by itself. Texts come from the
 * {@code problems.properties} bundles of all modules, Polish unless the caller asks for English. Knows no concrete problem of the business.
 */
@NullMarked
package pl.kartoteka.problem;

import org.jspecify.annotations.NullMarked;
