package pl.kartoteka.client.registry;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.duplicate.NearDuplicate;
import pl.kartoteka.client.duplicate.NearDuplicates;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.client.registry.BatchResponse.BatchItem;
import pl.kartoteka.client.template.ClientTemplate;
import pl.kartoteka.client.template.TemplateBook;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.problem.Problems;
import pl.kartoteka.problem.StrictJson;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
class ClientBatchController {
    private final ClientRegistration registration;
    private final NearDuplicates nearDuplicates;
    private final TemplateBook templates;
    private final CardJson cardJson;
    private final StrictJson json;
    private final Problems problems;

    ClientBatchController(ClientRegistration registration, NearDuplicates nearDuplicates,
            TemplateBook templates, CardJson cardJson, StrictJson json, Problems problems) {
        this.registration = registration;
        this.nearDuplicates = nearDuplicates;
        this.templates = templates;
        this.cardJson = cardJson;
        this.json = json;
        this.problems = problems;
    }

    /** @param templateId fills in what the cards do not say */
    @PostMapping("/api/v1/clients/batch")
    Mono<BatchResponse> registerClients(
            @RequestBody BatchRequest request,
            @RequestParam(required = false) @Nullable UUID templateId,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason,
            Locale language) {
        return template(templateId)
                .map(template -> request.items().stream().map(item -> read(item, template)).toList())
                .flatMap(read -> register(read, reason, language));
    }

    private Mono<BatchResponse> register(List<Read> read, @Nullable String reason, Locale language) {
        List<ClientCard> cards = read.stream().filter(Card.class::isInstance).map(item -> ((Card) item).card())
                .toList();
        return ChangeOrigin.ofCaller(Channel.BATCH, reason)
                .flatMap(origin -> cards.isEmpty()
                        ? Mono.just(List.<Outcome>of())
                        : registration.registerAll(cards, origin))
                .zipWhen(this::warnings, (outcomes, warnings) -> new BatchResponse(
                        inOrder(read, outcomes.iterator(), warnings, language)));
    }

    private Mono<Optional<ClientTemplate>> template(@Nullable UUID id) {
        return id == null ? Mono.just(Optional.empty()) : templates.forEntry(id).map(Optional::of);
    }

    private Read read(JsonNode item, Optional<ClientTemplate> template) {
        try {
            ClientCard card = json.bind(item, ClientCard.class);
            return new Card(template.map(found -> cardJson.completed(card, found)).orElse(card));
        } catch (InvalidInput problem) {
            return new NoCard(problem);
        }
    }

    private Mono<Map<UUID, List<NearDuplicate>>> warnings(List<Outcome> outcomes) {
        return nearDuplicates.ofRegistered(outcomes.stream()
                .filter(Outcome.Registered.class::isInstance)
                .map(outcome -> ((Outcome.Registered) outcome).client().id())
                .toList());
    }

    private List<BatchItem> inOrder(List<Read> read, Iterator<Outcome> outcomes,
            Map<UUID, List<NearDuplicate>> warnings, Locale language) {
        var items = new ArrayList<BatchItem>(read.size());
        for (Read one : read) {
            items.add(switch (one) {
                case NoCard(var problem) -> refused(problem, language);
                case Card _ -> switch (outcomes.next()) {
                    case Outcome.Registered(var client) ->
                            new BatchItem(HttpStatus.CREATED.value(), ClientResponse.registered(client,
                                    warnings.getOrDefault(client.id(), List.of())), null);
                    case Outcome.Refused(var problem) -> refused(problem, language);
                };
            });
        }
        return items;
    }

    private BatchItem refused(RuntimeException problem, Locale language) {
        var document = problems.document(problem, language);
        return new BatchItem(document.status(), null, document);
    }

    private sealed interface Read {}

    private record Card(ClientCard card) implements Read {}

    private record NoCard(InvalidInput problem) implements Read {}
}
