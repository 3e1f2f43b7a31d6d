package pl.kartoteka.consent.asking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.consent.client.ClientErased;
import pl.kartoteka.consent.client.ClientNotFound;
import pl.kartoteka.consent.consent.OwnConsent;
import pl.kartoteka.consent.consent.OwnConsents;
import pl.kartoteka.consent.consent.OwnConsents.LinkEvidence;
import pl.kartoteka.consent.consent.OwnConsents.OwnAnswer;
import pl.kartoteka.consent.page.NothingHeld;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeCatalogue;
import pl.kartoteka.http.StaleVersion;
import pl.kartoteka.problem.ErrorCollector;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes what a person answers to what she was asked. Each question takes one answer. */
@Component
class Answers {
    private static final String PAGE = "public/consents";

    private final ConsentRequests requests;
    private final OwnConsents consents;
    private final PurposeCatalogue purposes;

    Answers(ConsentRequests requests, OwnConsents consents, PurposeCatalogue purposes) {
        this.requests = requests;
        this.consents = consents;
        this.purposes = purposes;
    }

    /** The questions with where each stands. */
    Mono<Standing> standing(UUID requestId) {
        // A request is kept until its client is erased.
        return requests.find(requestId)
                .switchIfEmpty(Mono.error(NothingHeld::new))
                .flatMap(asked -> Mono.zip(
                        consents.of(asked.clientId()).collectMap(OwnConsent::purpose),
                        purposes.all().collectMap(Purpose::code),
                        (own, catalogue) -> new Standing(asked, own, catalogue)))
                .onErrorMap(ClientNotFound.class, _ -> new NothingHeld());
    }

    /** Takes the answers, all or none; what was answered the same before is answered. */
    @Transactional
    Mono<Void> take(Standing standing, Map<String, String> form) {
        return Flux.fromIterable(given(standing, form))
                .concatMap(consents::answer)
                .then()
                .onErrorMap(StaleVersion.class, _ -> new AlreadyAnswered())
                .onErrorMap(ClientErased.class, _ -> new NothingHeld());
    }

    private static List<OwnAnswer> given(Standing standing, Map<String, String> form) {
        var errors = new ErrorCollector();
        var given = new ArrayList<OwnAnswer>();
        boolean any = false;
        for (AskedQuestion question : standing.asked().questions()) {
            String field = "answer." + question.purpose();
            String value = form.get(field);
            if (value == null) {
                continue;
            }
            any = true;
            if (!value.equals("yes") && !value.equals("no")) {
                errors.add(field, "answer.yes-no");
            } else {
                take(standing, question, value.equals("yes"), given);
            }
        }
        if (!any) {
            errors.add("answer", "required");
        }
        errors.throwIfAny();
        return given;
    }

    private static void take(Standing standing, AskedQuestion question, boolean yes, List<OwnAnswer> given) {
        OwnConsent consent = standing.consent(question);
        if (!question.isOpenFor(consent)) {
            boolean same = question.isBehind(consent) && (yes ? consent.isGranted() : !consent.isOpen());
            if (!same) {
                throw new AlreadyAnswered();
            }
        } else if (yes && !standing.purpose(question).active()) {
            throw new QuestionClosed();
        } else {
            Asked asked = standing.asked();
            given.add(new OwnAnswer(
                    asked.clientId(), question.purpose(), yes, consent.version(), question.text(),
                    new LinkEvidence(PAGE, asked.reference(), asked.bySms())));
        }
    }

    /** A request with the consents and purposes it is about. */
    record Standing(Asked asked, Map<String, OwnConsent> consents, Map<String, Purpose> purposes) {
        Purpose purpose(AskedQuestion question) {
            return known(purposes, question.purpose());
        }

        OwnConsent consent(AskedQuestion question) {
            return known(consents, question.purpose());
        }

        private static <T> T known(Map<String, T> all, String purpose) {
            T found = all.get(purpose);
            if (found == null) {
                throw new IllegalStateException("a purpose that was asked for is missing");
            }
            return found;
        }
    }
}
