package pl.kartoteka.client.template;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.customfield.CustomField;
import pl.kartoteka.client.customfield.CustomFields;
import pl.kartoteka.client.dictionary.Dictionaries;
import pl.kartoteka.client.dictionary.DictionaryEntry;
import pl.kartoteka.client.dictionary.DictionaryKind;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.StaleVersion;
import pl.kartoteka.problem.ErrorCollector;
import pl.kartoteka.problem.StrictJson;
import reactor.core.publisher.Mono;

/** Keeping templates such that whoever fills in a card with one is told of no mistake but his own. */
@Component
public class TemplateBook {
    private final ClientTemplates templates;
    private final Dictionaries dictionaries;
    private final CustomFields fields;
    private final StrictJson json;
    private final Ids ids;
    private final Clock clock;

    TemplateBook(ClientTemplates templates, Dictionaries dictionaries, CustomFields fields, StrictJson json, Ids ids,
            Clock clock) {
        this.templates = templates;
        this.dictionaries = dictionaries;
        this.fields = fields;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    Mono<ClientTemplate> find(UUID id) {
        return templates.find(id);
    }

    Mono<List<ClientTemplate>> list(String after, int limit) {
        return templates.list(after, limit);
    }

    Mono<Long> count() {
        return templates.count();
    }

    @Transactional
    Mono<ClientTemplate> add(TemplateRequest request) {
        Instant now = clock.instant();
        var template = ClientTemplate.of(ids.next(), request, 1, now, now);
        return Mono.defer(() -> requireFitting(request, Set.of())).then(templates.add(template)).thenReturn(template);
    }

    /** @param change makes the new template of the current one, or refuses to */
    @Transactional
    Mono<ClientTemplate> change(UUID id, long seen, UnaryOperator<TemplateRequest> change) {
        return seen(id, seen).flatMap(template -> {
            TemplateRequest request = change.apply(TemplateRequest.of(template));
            var changed = ClientTemplate.of(id, request, seen + 1, template.createdAt(), clock.instant());
            return requireFitting(request, TemplateContent.of(template).references()).then(keep(changed));
        });
    }

    @Transactional
    Mono<Void> remove(UUID id, long seen) {
        return seen(id, seen)
                .flatMap(_ -> templates.remove(id, seen))
                .filter(done -> done)
                .switchIfEmpty(Mono.error(StaleVersion::new))
                .then();
    }

    /**
     * The template for a card that is being filled in: without entries that are not offered any more, or with what takes their
     * place, and without values that their fields do not take any more.
     */
    public Mono<ClientTemplate> forEntry(UUID id) {
        return templates.find(id).flatMap(template -> {
            TemplateContent content = TemplateContent.of(template);
            return dictionaries.all(content.references()).collectMap(DictionaryEntry::id)
                    .zipWhen(_ -> fields.all(content.customFields()).collectMap(CustomField::code))
                    .map(known -> template.saying(content
                            .replacing(entry -> offered(known.getT1().get(entry), template))
                            .keepingFields((code, value) -> {
                                CustomField field = known.getT2().get(code);
                                return field != null && !field.removing() && field.accepts(value);
                            })));
        });
    }

    /** Another entry of the dictionary takes the place of one; needs a transaction. */
    public Mono<Void> replace(UUID entry, UUID another) {
        return templates.referringTo(entry)
                .concatMap(template -> keep(template.saying(TemplateContent.of(template)
                        .replacing(id -> id.equals(entry) ? another : id), clock.instant())))
                .then();
    }

    /** No template fills in the custom field any more; needs a transaction. */
    public Mono<Void> withoutField(String code) {
        return templates.withField(code)
                .concatMap(template -> keep(template.saying(TemplateContent.of(template)
                        .keepingFields((field, _) -> !field.equals(code)), clock.instant())))
                .then();
    }

    private static @Nullable UUID offered(@Nullable DictionaryEntry entry, ClientTemplate template) {
        if (entry == null || !entry.isFor(template.kind().name())) {
            return null;
        }
        return entry.retired() ? entry.mergedInto() : entry.id();
    }

    private Mono<ClientTemplate> seen(UUID id, long seen) {
        return templates.find(id).doOnNext(template -> IfMatch.check(seen, template.version()));
    }

    private Mono<ClientTemplate> keep(ClientTemplate changed) {
        return templates.change(changed)
                .filter(done -> done)
                .switchIfEmpty(Mono.error(StaleVersion::new))
                .thenReturn(changed);
    }

    /**
     * What the template refers to is there, and stays until the transaction ends.
     *
     * @param had entries it referred to before; those it may keep when they are not offered any more
     */
    private Mono<Void> requireFitting(TemplateRequest request, Set<UUID> had) {
        ClientCard card = request.card(json);
        return dictionaries.held(card.references().toList()).collectMap(DictionaryEntry::id)
                .zipWhen(_ -> fields.held(card.customFields().keySet()).collectMap(CustomField::code))
                .doOnNext(found -> {
                    var errors = new ErrorCollector();
                    entry(errors, "groupId", card.groupId(), DictionaryKind.GROUP, found.getT1(), had);
                    entry(errors, "sourceId", card.sourceId(), DictionaryKind.SOURCE, found.getT1(), had);
                    entry(errors, "industryId", card.industryId(), DictionaryKind.INDUSTRY, found.getT1(), had);
                    for (int i = 0; i < card.flagIds().size(); i++) {
                        entry(errors, "flagIds[" + i + "]", card.flagIds().get(i), DictionaryKind.FLAG, found.getT1(),
                                had);
                    }
                    for (int i = 0; i < card.traitIds().size(); i++) {
                        UUID trait = card.traitIds().get(i);
                        entry(errors, "traitIds[" + i + "]", trait, DictionaryKind.TRAIT, found.getT1(), had);
                        DictionaryEntry entry = found.getT1().get(trait);
                        if (entry != null && !entry.isFor(request.kind().name())) {
                            errors.add("content.traitIds[" + i + "]", "trait.not-of-kind");
                        }
                    }
                    customFields(errors, card, found.getT2());
                    errors.throwIfAny();
                })
                .then();
    }

    private static void entry(ErrorCollector errors, String field, @Nullable UUID id, DictionaryKind dictionary,
            Map<UUID, DictionaryEntry> entries, Set<UUID> had) {
        if (id == null) {
            return;
        }
        DictionaryEntry entry = entries.get(id);
        if (entry == null || entry.dictionary() != dictionary) {
            errors.add("content." + field, "dictionary-entry.unknown");
        } else if (entry.retired() && !had.contains(id)) {
            errors.add("content." + field, "dictionary-entry.retired");
        }
    }

    private static void customFields(ErrorCollector errors, ClientCard card, Map<String, CustomField> fields) {
        card.customFields().forEach((code, value) -> {
            CustomField field = fields.get(code);
            if (field == null || field.removing()) {
                errors.add("content.customFields." + code, "custom-field.unknown");
            } else if (!field.accepts(value)) {
                errors.add("content.customFields." + code, "custom-field.invalid", Map.of("type", field.type().name()));
            }
        });
    }
}
