package pl.kartoteka.messaging.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.messaging.gate.OutgoingMessage;
import pl.kartoteka.messaging.message.Message;
import pl.kartoteka.messaging.message.MessageStatus;
import pl.kartoteka.messaging.message.Settlement;
import pl.kartoteka.messaging.recipient.Recipient;
import pl.kartoteka.messaging.recipient.Recipients;
import pl.kartoteka.messaging.template.Content;
import pl.kartoteka.messaging.template.Contents;
import pl.kartoteka.messaging.template.MessageLinks;
import reactor.core.publisher.Mono;

/** Finds the address and fills the words of messages; what lacks something stops here, and only that. */
@Component
class Preparation {
    private final Recipients recipients;
    private final Contents contents;
    private final DispatchProperties properties;
    private final Clock clock;

    Preparation(Recipients recipients, Contents contents, DispatchProperties properties, Clock clock) {
        this.recipients = recipients;
        this.contents = contents;
        this.properties = properties;
        this.clock = clock;
    }

    Mono<List<Prepared>> prepare(List<Message> messages) {
        var people = recipients.find(messages.stream().map(Message::clientId).distinct().toList())
                .collectMap(Recipient::clientId);
        var words = contents.find(messages.stream().map(Message::contentId).distinct().toList())
                .collectMap(Content::id);
        return Mono.zip(people, words)
                .map(found -> messages.stream().map(message -> prepare(message, found.getT1(), found.getT2()))
                        .toList());
    }

    private Prepared prepare(Message message, Map<UUID, Recipient> people, Map<UUID, Content> words) {
        Content content = words.get(message.contentId());
        if (content == null) {
            return unfit(message, MessageStatus.FAILED, "CONTENT_MISSING");
        }
        Recipient recipient = people.get(message.clientId());
        if (recipient == null) {
            return unknown(message);
        }
        if (recipient.erased()) {
            return unfit(message, MessageStatus.BLOCKED, "ERASED");
        }
        if (recipient.standing() == Recipient.Standing.MERGED) {
            return unfit(message, MessageStatus.BLOCKED, "MERGED");
        }
        if (recipient.standing() == Recipient.Standing.INACTIVE) {
            return unfit(message, MessageStatus.BLOCKED, "INACTIVE");
        }
        Optional<String> address = recipient.address(message.channel(), message.purpose());
        if (address.isEmpty()) {
            return unfit(message, MessageStatus.BLOCKED, "NO_ADDRESS");
        }
        // The true links come with the decision; whoever lacks a field need not be asked about.
        String unfit = content.render(recipient, MessageLinks.EXAMPLE).unfit();
        return unfit == null
                ? new Prepared.Ready(message, new OutgoingMessage(
                        message.id(), message.clientId(), address.get(), links -> content.render(recipient, links)))
                : unfit(message, MessageStatus.FAILED, unfit);
    }

    /** The client may be so new that its event is still on the way. */
    Prepared.Unfit unknown(Message message) {
        Instant now = clock.instant();
        return message.overdue(now).compareTo(properties.newClientPatience()) < 0
                ? new Prepared.Unfit(Settlement.of(
                        message, MessageStatus.HELD, "UNKNOWN_CLIENT", now.plus(properties.heldPause())))
                : unfit(message, MessageStatus.BLOCKED, "UNKNOWN_CLIENT");
    }

    private Prepared.Unfit unfit(Message message, MessageStatus status, @Nullable String reason) {
        return new Prepared.Unfit(Settlement.of(message, status, reason, clock.instant()));
    }
}
