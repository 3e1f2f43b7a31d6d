/**
 * Consents per client and purpose: the state machine and its use cases. Every change is one transaction of state, ledger
 * entry and event; publishes {@code kartoteka.consents.v1}.
 */
@NullMarked
package pl.kartoteka.consent.consent;

import org.jspecify.annotations.NullMarked;
