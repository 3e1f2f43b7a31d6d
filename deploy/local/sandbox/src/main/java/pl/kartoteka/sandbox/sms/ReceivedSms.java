package pl.kartoteka.sandbox.sms;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** One SMS for one number, with what it would have cost. */
public record ReceivedSms(String id, String to, String from, String text, int parts, String encoding,
        @Nullable String idx, Instant receivedAt) {}
