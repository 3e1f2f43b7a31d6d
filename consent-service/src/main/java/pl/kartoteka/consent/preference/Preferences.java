package pl.kartoteka.consent.preference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.consent.client.ClientErased;
import pl.kartoteka.consent.client.ClientNotFound;
import pl.kartoteka.consent.client.KnownClients;
import pl.kartoteka.consent.consent.OwnConsent;
import pl.kartoteka.consent.consent.OwnConsents;
import pl.kartoteka.consent.consent.OwnConsents.LinkEvidence;
import pl.kartoteka.consent.consent.OwnConsents.OwnAnswer;
import pl.kartoteka.consent.consent.ShownText;
import pl.kartoteka.consent.link.PreferencesLink;
import pl.kartoteka.consent.page.NothingHeld;
import pl.kartoteka.consent.page.Pages;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeCatalogue;
import pl.kartoteka.http.StaleVersion;
import pl.kartoteka.problem.ErrorCollector;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every consent of a person, seen and changed by herself. */
@Component
class Preferences {
    private static final LinkEvidence PAGE = new LinkEvidence("public/preferences", null, false);

    private final OwnConsents consents;
    private final PurposeCatalogue purposes;
    private final KnownClients clients;
    private final Pages pages;

    Preferences(OwnConsents consents, PurposeCatalogue purposes, KnownClients clients, Pages pages) {
        this.consents = consents;
        this.purposes = purposes;
        this.clients = clients;
        this.pages = pages;
    }

    /** Of the client of the link, or of whom it was merged into since the link was made. */
    Mono<List<Preference>> of(PreferencesLink link, Locale language) {
        Mono<Map<String, Purpose>> catalogue = purposes.all().collectMap(Purpose::code);
        return heir(link.clientId())
                .flatMap(heir -> catalogue.flatMap(known -> consents.of(heir)
                        .concatMapIterable(consent -> preference(
                                known.get(consent.purpose()), consent, link.onlyNo(), language))
                        .sort(Comparator.comparing(Preference::legalBasis))
                        .collectList()))
                .onErrorMap(ClientNotFound.class, _ -> new NothingHeld());
    }

    /**
     * Takes what was said: every no at once, also where one stands, which may have been another's before clients were merged; a
     * yes only where it is offered, and to the text and the state it was shown with.
     */
    Mono<Saved> save(PreferencesLink link, List<Preference> shown, Map<String, String> form) {
        boolean all = "no".equals(form.get("all"));
        List<Change> changes = all ? everyNo(shown) : changes(shown, form);
        return heir(link.clientId())
                .flatMapMany(heir -> Flux.fromIterable(changes).concatMapDelayError(change -> take(heir, change)))
                .collectList()
                .map(taken -> all ? Saved.WITHDRAWN_ALL : Saved.of(taken))
                .onErrorMap(ClientErased.class, _ -> new NothingHeld());
    }

    private Mono<UUID> heir(UUID clientId) {
        return clients.succession(clientId).last(clientId);
    }

    private List<Preference> preference(
            @Nullable Purpose purpose, OwnConsent consent, boolean onlyNo, Locale language) {
        return purpose == null
                ? List.of()
                : Preference.of(purpose, consent, onlyNo, pages, language).stream().toList();
    }

    private static List<Change> everyNo(List<Preference> shown) {
        return shown.stream()
                .filter(preference -> preference.yes() || preference.version() > 0)
                .map(preference -> new Change(preference, false, preference.version(), null))
                .toList();
    }

    private static List<Change> changes(List<Preference> shown, Map<String, String> form) {
        var errors = new ErrorCollector();
        var changes = new ArrayList<Change>();
        boolean any = false;
        for (Preference preference : shown) {
            String field = "answer." + preference.purpose();
            String value = form.get(field);
            any |= value != null;
            switch (value == null ? "" : value) {
                case "" -> {
                    // Left as it is.
                }
                case "yes" -> {
                    if (!preference.yes()) {
                        yes(preference, form, errors, changes);
                    }
                }
                case "no" -> changes.add(new Change(preference, false, preference.version(), null));
                default -> errors.add(field, "answer.yes-no");
            }
        }
        if (!any) {
            errors.add("answer", "required");
        }
        errors.throwIfAny();
        return changes;
    }

    private static void yes(
            Preference preference, Map<String, String> form, ErrorCollector errors, List<Change> changes) {
        String text = form.getOrDefault("text." + preference.purpose(), "");
        String seen = form.getOrDefault("seen." + preference.purpose(), "");
        if (!preference.offersYes()) {
            errors.add("answer." + preference.purpose(), "answer.not-offered");
        } else if (!text.matches("[a-z]{2}:[0-9]{1,6}")) {
            errors.add("text." + preference.purpose(), "text-version.unknown");
        } else if (!seen.matches("[0-9]{1,15}")) {
            errors.add("seen." + preference.purpose(), "required");
        } else {
            String[] parts = text.split(":");
            changes.add(new Change(
                    preference, true, Long.parseLong(seen), new ShownText(parts[0], Integer.parseInt(parts[1]))));
        }
    }

    private Mono<Saved> take(UUID clientId, Change change) {
        String purpose = change.preference().purpose();
        Mono<OwnConsent> taken = consents.answer(
                new OwnAnswer(clientId, purpose, change.yes(), change.seen(), change.text(), PAGE));
        return change.yes()
                ? taken.thenReturn(Saved.SAVED)
                        .onErrorReturn(StaleVersion.class, Saved.CHANGED_MEANWHILE)
                : taken.map(now -> now.version() == change.seen() ? Saved.NOTHING_CHANGED : Saved.SAVED)
                        // A no counts whatever has happened meanwhile.
                        .onErrorResume(StaleVersion.class, _ -> consents.endIfOpen(clientId, purpose, PAGE)
                                .thenReturn(Saved.SAVED));
    }

    /** What came of saving. */
    enum Saved {
        SAVED("saved"),
        NOTHING_CHANGED("nothingChanged"),
        CHANGED_MEANWHILE("changedMeanwhile"),
        WITHDRAWN_ALL("withdrawnAll");

        private final String text;

        Saved(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        /** What came of all of it. */
        private static Saved of(List<Saved> each) {
            return Stream.of(CHANGED_MEANWHILE, SAVED).filter(each::contains).findFirst().orElse(NOTHING_CHANGED);
        }
    }

    private record Change(Preference preference, boolean yes, long seen, @Nullable ShownText text) {}
}
