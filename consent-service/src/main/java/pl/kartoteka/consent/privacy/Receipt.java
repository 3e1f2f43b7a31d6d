package pl.kartoteka.consent.privacy;

import java.time.Instant;
import java.util.List;

import pl.kartoteka.events.PrivacyEvent.ErasedData;
import pl.kartoteka.events.PrivacyEvent.KeptData;

/** What one service has erased, and what it keeps. */
record Receipt(String service, int round, Instant erasedAt, List<ErasedData> erased, List<KeptData> kept) {}
