package pl.kartoteka.messaging.message;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the provider reports of a message it has taken.
 *
 * @param providerId its own id of the message
 * @param status DELIVERED or FAILED
 */
public record Delivery(UUID messageId, String providerId, MessageStatus status, @Nullable String reason) {}
