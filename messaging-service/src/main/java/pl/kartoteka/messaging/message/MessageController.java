package pl.kartoteka.messaging.message;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.Page;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class MessageController {
    private final MessageDesk desk;
    private final MessageLists lists;

    MessageController(MessageDesk desk, MessageLists lists) {
        this.desk = desk;
        this.lists = lists;
    }

    @PostMapping("/messages")
    Mono<ResponseEntity<MessagesAccepted>> order(@RequestBody MessageRequest request) {
        return Caller.current()
                .flatMap(caller -> desk.order(request, caller.subject()))
                .map(MessageController::accepted);
    }

    @GetMapping("/messages/{id}")
    Mono<ResponseEntity<MessageResponse>> read(@PathVariable UUID id) {
        return desk.require(id)
                .map(message -> ResponseEntity.ok()
                        .eTag(ETags.of(message.version()))
                        .body(MessageResponse.of(message)));
    }

    @GetMapping("/clients/{clientId}/messages")
    Mono<Page<MessageResponse>> ofClient(
            @PathVariable UUID clientId, @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        return lists.ofClient(clientId, limit, cursor);
    }

    private static ResponseEntity<MessagesAccepted> accepted(List<Message> messages) {
        var answer = ResponseEntity.accepted();
        if (messages.size() == 1) {
            answer.location(URI.create("/api/v1/messages/" + messages.getFirst().id()));
        }
        return answer.body(new MessagesAccepted(messages.stream().map(MessageResponse::of).toList()));
    }

    record MessagesAccepted(List<MessageResponse> items) {}
}
