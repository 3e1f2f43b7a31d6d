package pl.kartoteka.client.assignment;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.registry.ClientResponse;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import reactor.core.publisher.Mono;

@RestController
class TraitGroupController {
    private final TraitGroups groups;

    TraitGroupController(TraitGroups groups) {
        this.groups = groups;
    }

    /** The client gets every trait of the group that is in use and for its kind; asked again, nothing changes. */
    @PutMapping("/api/v1/clients/{id}/trait-groups/{groupId}")
    Mono<ResponseEntity<ClientResponse>> assignTraitGroup(
            @PathVariable UUID id,
            @PathVariable UUID groupId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        long seen = IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> groups.assign(id, groupId, seen, origin))
                .map(client -> ResponseEntity.ok().eTag(ETags.of(client.version()))
                        .body(ClientResponse.masked(client)));
    }
}
