package pl.kartoteka.client.assignment;

import java.util.Collections;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.client.assignment.CardsInTurn.Point;
import pl.kartoteka.client.assignment.CustomFieldRemoval.Removal;
import pl.kartoteka.client.customfield.CustomFieldCatalogue;
import pl.kartoteka.client.customfield.CustomFields;
import pl.kartoteka.client.template.TemplateBook;
import pl.kartoteka.jobs.JobKind;
import pl.kartoteka.jobs.JobRun;
import pl.kartoteka.jobs.Progress;
import pl.kartoteka.jobs.Step;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes the values of a field off the cards, with history, until none is left; then it leaves the templates and goes. */
@Component
class CustomFieldRemoval implements JobKind<Removal, Point> {
    private final CustomFields fields;
    private final CustomFieldCatalogue catalogue;
    private final TemplateBook templates;
    private final CardsInTurn cards;

    CustomFieldRemoval(CustomFields fields, CustomFieldCatalogue catalogue, TemplateBook templates,
            CardsInTurn cards) {
        this.fields = fields;
        this.catalogue = catalogue;
        this.templates = templates;
        this.cards = cards;
    }

    record Removal(UUID field) {}

    @Override
    public String name() {
        return "custom-field-removal";
    }

    @Override
    public Class<Removal> input() {
        return Removal.class;
    }

    @Override
    public Class<Point> checkpoint() {
        return Point.class;
    }

    @Override
    public Flux<Step<Removal, Point>> steps(JobRun<Removal, Point> run) {
        return Flux.<Step<Removal, Point>>just(this::nextSome).repeat();
    }

    private Mono<Progress<Point>> nextSome(JobRun<Removal, Point> run) {
        return fields.locked(run.input().field())
                .flatMap(field -> cards.next(run, limit -> fields.someWith(field, limit), _ -> without(field.code()),
                        templates.withoutField(field.code()).then(catalogue.removeGivenUp(field.id()))))
                .defaultIfEmpty(CardsInTurn.at(run.done()).andLast());
    }

    private static Map<String, ?> without(String code) {
        return Map.of("customFields", Collections.singletonMap(code, null));
    }
}
