package pl.kartoteka.consent.asking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.consent.client.KnownClients;
import pl.kartoteka.consent.consent.OwnConsent;
import pl.kartoteka.consent.consent.OwnConsents;
import pl.kartoteka.consent.consent.ShownText;
import pl.kartoteka.consent.link.Links;
import pl.kartoteka.consent.page.PurposeWords;
import pl.kartoteka.consent.purpose.LegalBasis;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeCatalogue;
import pl.kartoteka.http.Ids;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import pl.kartoteka.problem.ErrorCollector;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts questions: the exact texts are recorded, and the consents wait for an answer. */
@Component
class Asking implements HoldsPersonalData {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final ConsentRequests requests;
    private final OwnConsents consents;
    private final KnownClients clients;
    private final PurposeCatalogue purposes;
    private final Links links;
    private final Ids ids;
    private final Clock clock;

    Asking(
            ConsentRequests requests,
            OwnConsents consents,
            KnownClients clients,
            PurposeCatalogue purposes,
            Links links,
            Ids ids,
            Clock clock) {
        this.requests = requests;
        this.consents = consents;
        this.clients = clients;
        this.purposes = purposes;
        this.links = links;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    Mono<Asked> ask(AskRequest request, String askedBy) {
        return clients.holdPresent(request.clientId())
                .then(purposes.all().collectMap(Purpose::code))
                .map(catalogue -> questions(request, catalogue))
                .flatMap(questions -> put(request, questions, askedBy));
    }

    Mono<Asked> require(UUID id) {
        return requests.find(id).switchIfEmpty(Mono.error(() -> new ConsentRequestNotFound(id)));
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return requests.forget(clientId).map(forgotten -> Erasure.of("consent-requests", forgotten));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return requests.ofClient(clientId)
                .map(asked -> ConsentRequestResponse.of(asked, null))
                .collectList()
                .filter(found -> !found.isEmpty())
                .map(found -> PersonalFile.json("consent-requests.json", "Pytania o zgodę", found))
                .flux();
    }

    /** Nothing is asked unless everything can be. */
    private List<Question> questions(AskRequest request, Map<String, Purpose> catalogue) {
        var errors = new ErrorCollector();
        Instant end = request.expiresAt();
        if (end != null && (!end.isAfter(clock.instant()) || end.isAfter(clock.instant().plus(LONGEST)))) {
            errors.add("expiresAt", "expires-at.range");
        }
        var questions = new ArrayList<Question>();
        List<String> codes = new ArrayList<>(new LinkedHashSet<>(request.purposes()));
        for (int i = 0; i < codes.size(); i++) {
            String field = "purposes[" + request.purposes().indexOf(codes.get(i)) + "]";
            Purpose purpose = catalogue.get(codes.get(i));
            if (purpose == null) {
                errors.add(field, "purpose.unknown");
            } else if (purpose.legalBasis() != LegalBasis.CONSENT) {
                errors.add(field, "purpose.needs-no-consent");
            } else if (!purpose.active()) {
                errors.add(field, "purpose.retired");
            } else {
                PurposeWords.newest(purpose, request.inLanguage()).ifPresentOrElse(
                        text -> questions.add(
                                new Question(purpose.code(), new ShownText(text.language(), text.version()))),
                        () -> errors.add(field, "purpose.no-text"));
            }
        }
        errors.throwIfAny();
        return questions;
    }

    private Mono<Asked> put(AskRequest request, List<Question> questions, String askedBy) {
        UUID id = ids.next();
        Instant end = request.expiresAt() == null ? links.usualEnd() : request.expiresAt();
        Asked empty = new Asked(
                id,
                request.clientId(),
                request.inLanguage(),
                request.channel() == AskRequest.LinkChannel.SMS,
                clock.instant(),
                askedBy,
                end.truncatedTo(ChronoUnit.MINUTES),
                List.of());
        return Flux.fromIterable(questions)
                .concatMap(question -> consents
                        .ask(request.clientId(), question.purpose(), question.text(), empty.reference(), askedBy)
                        .map(question::at))
                .collectList()
                .map(asked -> new Asked(
                        id, empty.clientId(), empty.language(), empty.bySms(), empty.createdAt(), askedBy,
                        empty.expiresAt(), asked))
                .delayUntil(requests::insert);
    }

    private record Question(String purpose, ShownText text) {
        AskedQuestion at(OwnConsent consent) {
            return new AskedQuestion(purpose, text, consent.version());
        }
    }
}
