package pl.kartoteka.client.assignment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.client.assignment.CardsInTurn.Point;
import pl.kartoteka.client.assignment.DictionaryMerge.Merge;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.dictionary.Dictionaries;
import pl.kartoteka.client.dictionary.DictionaryCatalogue;
import pl.kartoteka.client.dictionary.DictionaryEntry;
import pl.kartoteka.client.dictionary.DictionaryKind;
import pl.kartoteka.client.template.TemplateBook;
import pl.kartoteka.jobs.JobKind;
import pl.kartoteka.jobs.JobRun;
import pl.kartoteka.jobs.Progress;
import pl.kartoteka.jobs.Step;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Goes through the cards that have an entry which was given up, some at a time, until none is left; then another takes its place in
 * templates, and the entry goes.
 */
@Component
class DictionaryMerge implements JobKind<Merge, Point> {
    private final Dictionaries dictionaries;
    private final DictionaryCatalogue catalogue;
    private final TemplateBook templates;
    private final CardsInTurn cards;

    DictionaryMerge(Dictionaries dictionaries, DictionaryCatalogue catalogue, TemplateBook templates,
            CardsInTurn cards) {
        this.dictionaries = dictionaries;
        this.catalogue = catalogue;
        this.templates = templates;
        this.cards = cards;
    }

    record Merge(DictionaryKind dictionary, UUID from, UUID into) {}

    @Override
    public String name() {
        return "dictionary-merge";
    }

    @Override
    public Class<Merge> input() {
        return Merge.class;
    }

    @Override
    public Class<Point> checkpoint() {
        return Point.class;
    }

    @Override
    public Flux<Step<Merge, Point>> steps(JobRun<Merge, Point> run) {
        return Flux.<Step<Merge, Point>>just(this::nextSome).repeat();
    }

    private Mono<Progress<Point>> nextSome(JobRun<Merge, Point> run) {
        return dictionaries.held(List.of(run.input().from()))
                .next()
                .flatMap(from -> Mono.justOrEmpty(from.mergedInto())
                        .flatMap(into -> dictionaries.held(List.of(into)).next()
                                .flatMap(held -> nextSome(run, from, held.id()))
                                // The other was merged itself meanwhile, and is gone: this one says into what.
                                .switchIfEmpty(Mono.defer(() -> nextSome(run)))))
                .defaultIfEmpty(CardsInTurn.at(run.done()).andLast());
    }

    private Mono<Progress<Point>> nextSome(JobRun<Merge, Point> run, DictionaryEntry from, UUID into) {
        return cards.next(run, limit -> dictionaries.someReferringTo(from, limit), card -> replaced(card, from, into),
                templates.replace(from.id(), into).then(catalogue.removeGivenUp(from.dictionary(), from.id())));
    }

    private static Map<String, ?> replaced(ClientCard card, DictionaryEntry from, UUID into) {
        return switch (from.dictionary()) {
            case GROUP -> Map.of("groupId", into);
            case SOURCE -> Map.of("sourceId", into);
            case INDUSTRY -> Map.of("industryId", into);
            case TRAIT -> Map.of("traitIds", replaced(card.traitIds(), from.id(), into));
            case FLAG -> Map.of("flagIds", replaced(card.flagIds(), from.id(), into));
            case TRAIT_GROUP -> Collections.emptyMap();
        };
    }

    private static List<UUID> replaced(List<UUID> ids, UUID from, UUID into) {
        return ids.stream().map(id -> id.equals(from) ? into : id).distinct().toList();
    }
}
