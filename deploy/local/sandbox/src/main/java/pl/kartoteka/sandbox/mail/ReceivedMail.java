package pl.kartoteka.sandbox.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** One mail for one recipient, taken apart; {@code from} is the address of its header, {@code sender} of its envelope. */
public record ReceivedMail(String id, String to, String from, String sender, String subject, @Nullable String text,
        @Nullable String html, List<String> attachments, Map<String, String> headers, Instant receivedAt) {}
