package pl.kartoteka.messaging.message;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.messaging.template.Contents;
import reactor.core.publisher.Mono;

/** Takes orders for single messages. */
@Component
class MessageDesk {
    private final Contents contents;
    private final Messages messages;
    private final Clock clock;

    MessageDesk(Contents contents, Messages messages, Clock clock) {
        this.contents = contents;
        this.messages = messages;
        this.clock = clock;
    }

    @Transactional
    Mono<List<Message>> order(MessageRequest request, String orderedBy) {
        Instant now = clock.instant();
        Instant sendAt = request.sendAt() == null || request.sendAt().isBefore(now) ? now : request.sendAt();
        return contents.freeze(request.channel(), request)
                .map(content -> new MessageOrder(
                        null, request.channel(), request.purpose(), content.id(), sendAt, orderedBy))
                .flatMap(order -> messages.queue(order, new LinkedHashSet<>(request.clientIds())));
    }

    Mono<Message> require(UUID id) {
        return messages.find(id).switchIfEmpty(Mono.error(() -> new MessageNotFound(id)));
    }
}
