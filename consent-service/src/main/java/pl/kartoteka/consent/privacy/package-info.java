/**
 * What people ask of their data: cases with a deadline and a trail. An erasure or an export is asked of every service by
 * events on {@code kartoteka.privacy.v1}; receipts and parts come back the same way, missing ones are asked for again.
 * Start at {@code PrivacyController}, then {@code PrivacyDesk}, {@code PrivacyCase} and {@code Askings}.
 */
@NullMarked
package pl.kartoteka.consent.privacy;

import org.jspecify.annotations.NullMarked;
