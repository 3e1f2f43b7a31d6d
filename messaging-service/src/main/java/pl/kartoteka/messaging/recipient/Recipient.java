package pl.kartoteka.messaging.recipient;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A client as messages see it.
 *
 * @param fields what merge fields are filled with, by name; custom fields as {@code custom.<code>}
 */
public record Recipient(
        UUID clientId,
        long sequence,
        boolean erased,
        Standing standing,
        @Nullable String language,
        List<ContactPoint> emails,
        List<ContactPoint> phones,
        Map<String, String> fields) {

    /** Whether it is still this client that is written to. */
    public enum Standing {
        ACTIVE,
        INACTIVE,
        /** A duplicate: the client it was merged into gets what there is to get. */
        MERGED
    }

    /** Where a message of that purpose goes; the client's wishes first, then whatever there is. */
    public Optional<String> address(Channel channel, String purpose) {
        return switch (channel) {
            case EMAIL -> purpose.endsWith("_MARKETING")
                    ? best(emails, "OFFERS", "MAIN")
                    : best(emails, "MAIN", "DOCUMENTS");
            case SMS -> best(phones, "SMS", "MAIN");
        };
    }

    private static Optional<String> best(List<ContactPoint> points, String... uses) {
        return Stream.concat(
                Stream.of(uses).flatMap(use -> points.stream().filter(point -> point.serves(use))),
                points.stream())
                .map(ContactPoint::value)
                .findFirst();
    }

    @Override
    public String toString() {
        return "recipient " + clientId;
    }
}
