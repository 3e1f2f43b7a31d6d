package pl.kartoteka.consent.preference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pl.kartoteka.consent.link.Links;
import pl.kartoteka.consent.link.PreferencesLink;
import pl.kartoteka.consent.page.Pages;
import pl.kartoteka.consent.page.Shown;
import pl.kartoteka.consent.page.Visit;
import pl.kartoteka.consent.preference.Preferences.Saved;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/** The page on which a person sees and changes all her consents. */
@RestController
@RequestMapping("/api/v1/public/preferences/{token}")
class PreferencesController {
    private static final int CONFLICT = 409;

    private final Preferences preferences;
    private final Links links;
    private final Pages pages;

    PreferencesController(Preferences preferences, Links links, Pages pages) {
        this.preferences = preferences;
        this.links = links;
        this.pages = pages;
    }

    /** Shows the consents; changes nothing. */
    @GetMapping
    Mono<ResponseEntity<Object>> showPreferences(@PathVariable String token, ServerWebExchange exchange) {
        Visit visit = Visit.of(exchange);
        return pages.show(visit, link(token)
                .flatMap(link -> preferences.of(link, visit.language())
                        .map(shown -> page(link, shown, visit, null, null))));
    }

    /**
     * Takes changes: {@code answer.<purpose>} with {@code yes} or {@code no}, for a yes also {@code seen.<purpose>} and
     * {@code text.<purpose>} as {@code language:version}; or {@code all=no}. A link that only takes a no refuses every yes.
     */
    @PostMapping
    Mono<ResponseEntity<Object>> changePreferences(@PathVariable String token, ServerWebExchange exchange) {
        Visit visit = Visit.of(exchange);
        return pages.show(visit, link(token)
                .flatMap(link -> Mono.zip(preferences.of(link, visit.language()), visit.form())
                        .flatMap(both -> preferences.save(link, both.getT1(), both.getT2())
                                .flatMap(saved -> preferences.of(link, visit.language())
                                        .map(after -> page(link, after, visit, saved, null)))
                                .onErrorResume(
                                        failure -> failure instanceof InvalidInput && !visit.wantsJson(),
                                        _ -> Mono.fromSupplier(
                                                () -> page(link, both.getT1(), visit, null, "answerMissing")
                                                        .withStatus(400))))));
    }

    private Mono<PreferencesLink> link(String token) {
        return Mono.fromCallable(() -> links.open(token, PreferencesLink.class));
    }

    private Shown page(
            PreferencesLink link, List<Preference> shown, Visit visit, @Nullable Saved saved, @Nullable String error) {
        Map<String, String> texts = pages.texts(visit.language());
        boolean stale = saved == Saved.CHANGED_MEANWHILE;
        String outcome = saved == null ? "" : text(texts, saved.text());
        String notice = stale ? "" : outcome;
        String trouble = stale ? outcome : error == null ? "" : text(texts, error);
        var more = new HashMap<String, Object>();
        more.put("title", text(texts, "preferencesTitle"));
        more.put("consents", shown);
        more.put("onlyNo", link.onlyNo());
        more.put("anyGranted", shown.stream().anyMatch(Preference::yes));
        more.put("notice", notice);
        more.put("error", trouble);
        Shown page = Shown.page("preferences", new Consents(shown), more);
        return stale ? page.withStatus(CONFLICT) : page;
    }

    private static String text(Map<String, String> texts, String key) {
        return Objects.requireNonNull(texts.get(key), key);
    }

    record Consents(List<Preference> consents) {}
}
