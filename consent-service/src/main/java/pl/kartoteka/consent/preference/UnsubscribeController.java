package pl.kartoteka.consent.preference;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pl.kartoteka.consent.link.Links;
import pl.kartoteka.consent.link.UnsubscribeLink;
import pl.kartoteka.consent.page.Pages;
import pl.kartoteka.consent.page.Shown;
import pl.kartoteka.consent.page.Visit;
import pl.kartoteka.consent.preference.Unsubscription.WayOut;
import reactor.core.publisher.Mono;

/** One click out (RFC 8058): a mailbox posts, a person may look first. */
@RestController
@RequestMapping("/api/v1/public/unsubscribe/{token}")
class UnsubscribeController {
    private final Unsubscription unsubscription;
    private final Links links;
    private final Pages pages;

    UnsubscribeController(Unsubscription unsubscription, Links links, Pages pages) {
        this.unsubscription = unsubscription;
        this.links = links;
        this.pages = pages;
    }

    /** Asks before it does anything: links in mails are followed by machines. */
    @GetMapping
    Mono<ResponseEntity<Object>> showUnsubscribe(@PathVariable String token, ServerWebExchange exchange) {
        Visit visit = Visit.of(exchange);
        return pages.show(visit, link(token)
                .flatMap(link -> unsubscription.look(link)
                        .map(wayOut -> page(visit, link, wayOut, wayOut.open() ? "ask" : "already"))));
    }

    /** Ends the consent to the purpose the link names, whatever the body; with {@code scope=all} every consent. */
    @PostMapping
    Mono<ResponseEntity<Object>> unsubscribe(@PathVariable String token, ServerWebExchange exchange) {
        Visit visit = Visit.of(exchange);
        return pages.show(visit, link(token)
                .flatMap(link -> visit.form().flatMap(form -> {
                    boolean all = "all".equals(form.get("scope"));
                    return (all ? unsubscription.endAll(link) : unsubscription.end(link))
                            .then(Mono.defer(() -> unsubscription.look(link)))
                            .map(wayOut -> page(visit, link, wayOut, all ? "doneAll" : "done"));
                })));
    }

    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> unsubscribeMethods() {
        return ResponseEntity.noContent()
                .allow(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.OPTIONS)
                .build();
    }

    private Mono<UnsubscribeLink> link(String token) {
        return Mono.fromCallable(() -> links.open(token, UnsubscribeLink.class));
    }

    private Shown page(Visit visit, UnsubscribeLink link, WayOut wayOut, String state) {
        var more = new HashMap<String, Object>();
        more.put("title", Objects.requireNonNull(pages.texts(visit.language()).get("unsubscribeTitle")));
        more.put(state, true);
        more.put("offerAll", wayOut.anyOpen());
        more.put("withdrawals", links.withdrawals(link.clientId()).getRawPath());
        return Shown.page("unsubscribe", Map.of(
                "purpose", wayOut.purpose().code(),
                "name", pages.name(wayOut.purpose(), visit.language()),
                "subscribed", wayOut.open()), more);
    }
}
