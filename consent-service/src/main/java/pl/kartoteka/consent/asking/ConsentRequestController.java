package pl.kartoteka.consent.asking;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.consent.link.Links;
import pl.kartoteka.http.Caller;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/consent-requests")
class ConsentRequestController {
    private final Asking asking;
    private final Links links;

    ConsentRequestController(Asking asking, Links links) {
        this.asking = asking;
        this.links = links;
    }

    /** Puts the question; the answer holds the link for the person. */
    @PostMapping
    Mono<ResponseEntity<ConsentRequestResponse>> askForConsent(@Valid @RequestBody AskRequest request) {
        return Caller.current()
                .flatMap(caller -> asking.ask(request, caller.subject()))
                .map(asked -> ResponseEntity.created(URI.create("/api/v1/consent-requests/" + asked.id()))
                        .body(ConsentRequestResponse.of(asked, links.answer(asked.id(), asked.expiresAt()))));
    }

    @GetMapping("/{id}")
    Mono<ConsentRequestResponse> consentRequest(@PathVariable UUID id) {
        return asking.require(id).map(asked -> ConsentRequestResponse.of(asked, null));
    }
}
