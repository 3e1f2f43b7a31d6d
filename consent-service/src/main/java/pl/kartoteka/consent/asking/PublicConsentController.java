package pl.kartoteka.consent.asking;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pl.kartoteka.consent.asking.Answers.Standing;
import pl.kartoteka.consent.link.AnswerLink;
import pl.kartoteka.consent.link.Links;
import pl.kartoteka.consent.page.Pages;
import pl.kartoteka.consent.page.PurposeWords;
import pl.kartoteka.consent.page.Shown;
import pl.kartoteka.consent.page.Visit;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/** Where a person reads what she is asked, and answers. */
@RestController
@RequestMapping("/api/v1/public/consents/{token}")
class PublicConsentController {
    private final Answers answers;
    private final Links links;
    private final Pages pages;

    PublicConsentController(Answers answers, Links links, Pages pages) {
        this.answers = answers;
        this.links = links;
        this.pages = pages;
    }

    /** Shows the questions; changes nothing. */
    @GetMapping
    Mono<ResponseEntity<Object>> showConsentQuestions(@PathVariable String token, ServerWebExchange exchange) {
        Visit visit = Visit.of(exchange);
        return pages.show(visit, request(token)
                .flatMap(answers::standing)
                .map(standing -> shown(standing, visit, null, null)));
    }

    /** Takes the answers: fields {@code answer.<purpose>} with {@code yes} or {@code no}. */
    @PostMapping
    Mono<ResponseEntity<Object>> answerConsentQuestions(@PathVariable String token, ServerWebExchange exchange) {
        Visit visit = Visit.of(exchange);
        return pages.show(visit, request(token)
                .flatMap(id -> Mono.zip(answers.standing(id), visit.form())
                        .flatMap(both -> answers.take(both.getT1(), both.getT2())
                                .then(Mono.defer(() -> answers.standing(id)))
                                .map(standing -> shown(standing, visit, "answerSaved", null))
                                .onErrorResume(
                                        failure -> failure instanceof InvalidInput && !visit.wantsJson(),
                                        _ -> Mono.fromSupplier(
                                                () -> shown(both.getT1(), visit, null, "answerMissing")
                                                        .withStatus(400))))));
    }

    private Mono<UUID> request(String token) {
        return Mono.fromCallable(() -> links.open(token, AnswerLink.class).requestId());
    }

    private Shown shown(Standing standing, Visit visit, @Nullable String notice, @Nullable String error) {
        Map<String, String> texts = pages.texts(visit.language());
        Asked asked = standing.asked();
        List<QuestionView> questions = asked.questions().stream()
                .map(question -> QuestionView.of(
                        question, standing.purpose(question), standing.consent(question), pages, visit.language()))
                .toList();
        var more = new HashMap<String, Object>();
        more.put("title", text(texts, "consentsTitle"));
        more.put("questions", questions);
        more.put("anyOpen", questions.stream().anyMatch(QuestionView::open));
        more.put("expiresOn", String.valueOf(PurposeWords.day(asked.expiresAt(), visit.language())));
        more.put("withdrawals", links.withdrawals(asked.clientId()).getRawPath());
        more.put("notice", notice == null ? "" : text(texts, notice));
        more.put("error", error == null ? "" : text(texts, error));
        return Shown.page("consents", new Questions(asked.language(), asked.expiresAt(), questions), more);
    }

    private static String text(Map<String, String> texts, String key) {
        return Objects.requireNonNull(texts.get(key), key);
    }

    record Questions(String language, Instant expiresAt, List<QuestionView> questions) {}
}
