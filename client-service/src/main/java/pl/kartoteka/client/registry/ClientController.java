package pl.kartoteka.client.registry;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.duplicate.NearDuplicate;
import pl.kartoteka.client.duplicate.NearDuplicates;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.registry.GroupedRegistration.Welcome;
import pl.kartoteka.client.template.TemplateBook;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.MergePatch;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The card over HTTP. Answers to changes mask the PESEL whoever asks: they are kept for repeated requests. */
@RestController
@RequestMapping("/api/v1/clients")
class ClientController {
    private static final String MAY_SEE_PESEL = "clients:sensitive";
    private static final List<String> NEVER_EMPTY = List.of("stage", "active");

    private final ClientRegistry registry;
    private final ClientRegistration registration;
    private final GroupedRegistration grouped;
    private final NearDuplicates nearDuplicates;
    private final TemplateBook templates;
    private final CardJson json;
    private final MergePatch mergePatch;

    ClientController(ClientRegistry registry, ClientRegistration registration, GroupedRegistration grouped,
            NearDuplicates nearDuplicates, TemplateBook templates, CardJson json, MergePatch mergePatch) {
        this.registry = registry;
        this.registration = registration;
        this.grouped = grouped;
        this.nearDuplicates = nearDuplicates;
        this.templates = templates;
        this.json = json;
        this.mergePatch = mergePatch;
    }

    /**
     * @param templateId fills in what the card does not say
     * @param headOfficeOf the client that becomes a branch of the new one
     * @param returning whether somebody who was erased has come back on his own
     */
    @PostMapping
    Mono<ResponseEntity<ClientResponse>> registerClient(
            @RequestBody ClientCard card,
            @RequestParam(required = false) @Nullable UUID templateId,
            @RequestParam(required = false) @Nullable UUID headOfficeOf,
            @RequestParam(defaultValue = "false") boolean returning,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        return ChangeOrigin.ofCaller(reason)
                .zipWith(completed(card, templateId))
                .flatMap(given -> register(given.getT2(), headOfficeOf, returning, given.getT1()))
                .map(welcome -> created(welcome.client(), welcome.warnings()));
    }

    private Mono<ClientCard> completed(ClientCard card, @Nullable UUID templateId) {
        return templateId == null
                ? Mono.just(card)
                : templates.forEntry(templateId).map(template -> json.completed(card, template));
    }

    private Mono<Welcome> register(ClientCard card, @Nullable UUID headOfficeOf, boolean returning,
            ChangeOrigin origin) {
        if (headOfficeOf == null && !returning) {
            return grouped.register(card, origin);
        }
        Mono<Client> registered = headOfficeOf != null
                ? registration.registerAbove(headOfficeOf, card, origin)
                : registration.registerReturning(card, origin);
        return registered.zipWhen(client -> nearDuplicates.ofRegistered(client.id(), client.card()), Welcome::new);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<ClientResponse>> client(@PathVariable UUID id) {
        return Caller.current()
                .zipWith(registry.find(id), (caller, client) -> caller.may(MAY_SEE_PESEL)
                        ? ok(client, ClientResponse.whole(client))
                        : ok(client, ClientResponse.masked(client)));
    }

    /** Other clients that may be the same one. */
    @GetMapping("/{id}/near-duplicates")
    Mono<NearDuplicatesResponse> nearDuplicates(@PathVariable UUID id) {
        return registry.find(id)
                .flatMap(client -> nearDuplicates.ofKnown(id, client.card()))
                .map(NearDuplicatesResponse::new);
    }

    @PatchMapping(path = "/{id}", consumes = MergePatch.MEDIA_TYPE)
    Mono<ResponseEntity<ClientResponse>> correctClient(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            @RequestBody JsonNode patch) {
        long seen = IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> registry.correct(id, seen, card -> corrected(card, patch), origin))
                .map(client -> ok(client, ClientResponse.masked(client)));
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> removeClient(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        long seen = IfMatch.required(ifMatch);
        return ChangeOrigin.ofCaller(reason)
                .flatMap(origin -> registry.remove(id, seen, origin))
                .thenReturn(ResponseEntity.noContent().build());
    }

    /** A name that is made of its parts follows them. What cannot be empty is not emptied: null leaves it as it is. */
    private ClientCard corrected(ClientCard card, JsonNode patch) {
        if (!(patch instanceof ObjectNode given)) {
            return mergePatch.apply(card, patch, ClientCard.class);
        }
        ObjectNode whole = given.deepCopy();
        NEVER_EMPTY.stream().filter(field -> whole.path(field).isNull()).forEach(whole::remove);
        boolean partsChange = given.has("firstName") || given.has("lastName");
        if (partsChange && !given.has("name") && card.isNameMadeOfParts()) {
            whole.putNull("name");
        }
        return mergePatch.apply(card, whole, ClientCard.class);
    }

    private static ResponseEntity<ClientResponse> created(Client client, List<NearDuplicate> warnings) {
        return ResponseEntity.created(URI.create("/api/v1/clients/" + client.id()))
                .eTag(ETags.of(client.version()))
                .body(ClientResponse.registered(client, warnings));
    }

    private static ResponseEntity<ClientResponse> ok(Client client, ClientResponse body) {
        return ResponseEntity.ok().eTag(ETags.of(client.version(), client.photo())).body(body);
    }

    record NearDuplicatesResponse(List<NearDuplicate> items) {}
}
