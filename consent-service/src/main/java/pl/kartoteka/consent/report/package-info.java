/**
 * What the data protection officer reads: consents about to expire, answers over time, refusals by reason, and the register of
 * processing activities (GDPR article 30); as JSON or as a document.
 */
@NullMarked
package pl.kartoteka.consent.report;

import org.jspecify.annotations.NullMarked;
