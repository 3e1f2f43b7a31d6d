package pl.kartoteka.messaging.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import pl.kartoteka.messaging.message.Delivery;
import pl.kartoteka.messaging.message.MessageStatus;
import pl.kartoteka.problem.InvalidInput;

/**
 * One call of the gateway, which may pack several reports into lists of equal length. What is on its way still (SENT,
 * QUEUE, ACCEPTED, RENEWAL) or is not known (NOT_FOUND, UNKNOWN) says nothing about the message.
 */
final class DeliveryReports {
    private static final String DELIVERED = "404";
    private static final Map<String, String> NOT_DELIVERED = Map.of(
            "402", "SMS_EXPIRED", "405", "SMS_UNDELIVERED", "406", "SMS_FAILED", "407", "SMS_REJECTED", "412",
            "SMS_STOP");

    private DeliveryReports() {}

    static List<Delivery> read(String providerIds, String ownIds, String codes) {
        String[] theirs = providerIds.split(",", -1);
        String[] ours = ownIds.split(",", -1);
        String[] said = codes.split(",", -1);
        if (ours.length != theirs.length || said.length != theirs.length) {
            throw new InvalidInput("status", "reports.uneven");
        }
        var deliveries = new ArrayList<Delivery>();
        for (int i = 0; i < theirs.length; i++) {
            delivery(theirs[i], ours[i], said[i]).ifPresent(deliveries::add);
        }
        return deliveries;
    }

    private static Optional<Delivery> delivery(String providerId, String ownId, String code) {
        String reason = NOT_DELIVERED.get(code);
        boolean says = reason != null || code.equals(DELIVERED);
        return Optional.of(ownId)
                .filter(_ -> says && !providerId.isEmpty())
                .flatMap(DeliveryReports::id)
                .map(id -> new Delivery(
                        id, providerId, reason == null ? MessageStatus.DELIVERED : MessageStatus.FAILED, reason));
    }

    /** Messages of others may go through the same account. */
    private static Optional<UUID> id(String ownId) {
        try {
            return Optional.of(UUID.fromString(ownId));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
