package pl.kartoteka.client.draft;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import pl.kartoteka.client.identifier.Nip;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

@RestController
class ClientDraftController {
    private final ClientDrafts drafts;

    ClientDraftController(ClientDrafts drafts) {
        this.drafts = drafts;
    }

    @PostMapping("/api/v1/client-drafts")
    Mono<DraftResponse> draftClient(@RequestBody DraftRequest request) {
        return drafts.draft(Nip.parse(request.nip()).orElseThrow(() -> new InvalidInput("nip", "nip.invalid")));
    }
}
