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
import pl.kartoteka.client.dictionary.DictionaryKind;
import pl.kartoteka.jobs.JobKind;
import pl.kartoteka.jobs.JobRun;
import pl.kartoteka.jobs.Progress;
import pl.kartoteka.jobs.Step;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Goes through the cards that have an entry which was given up, some at a time, until none is left; then the entry goes. */
@Component
class DictionaryMerge implements JobKind<Merge, Point> {
    private final Dictionaries dictionaries;
    private final DictionaryCatalogue catalogue;
    private final CardsInTurn cards;

    DictionaryMerge(Dictionaries dictionaries, DictionaryCatalogue catalogue, CardsInTurn cards) {
        this.dictionaries = dictionaries;
        this.catalogue = catalogue;
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
        Merge merge = run.input();
        return dictionaries.held(List.of(merge.from()))
                .next()
                .flatMap(entry -> cards.next(run, limit -> dictionaries.someReferringTo(entry, limit),
                        card -> replaced(card, merge), catalogue.removeGivenUp(merge.dictionary(), merge.from())))
                .defaultIfEmpty(CardsInTurn.at(run.done()).andLast());
    }

    private static Map<String, ?> replaced(ClientCard card, Merge merge) {
        return switch (merge.dictionary()) {
            case GROUP -> Map.of("groupId", merge.into());
            case SOURCE -> Map.of("sourceId", merge.into());
            case INDUSTRY -> Map.of("industryId", merge.into());
            case TRAIT -> Map.of("traitIds", replaced(card.traitIds(), merge));
            case FLAG -> Map.of("flagIds", replaced(card.flagIds(), merge));
            case TRAIT_GROUP -> Collections.emptyMap();
        };
    }

    private static List<UUID> replaced(List<UUID> ids, Merge merge) {
        return ids.stream().map(id -> id.equals(merge.from()) ? merge.into() : id).distinct().toList();
    }
}
