package pl.kartoteka.client.customfield;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.customfield.CustomFields.Uses;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.problem.ErrorCollector;
import reactor.core.publisher.Mono;

/** Defining fields, renaming them, adding choices, and removing what no card uses. */
@Component
public class CustomFieldCatalogue {
    private final CustomFields fields;
    private final Ids ids;
    private final Clock clock;

    CustomFieldCatalogue(CustomFields fields, Ids ids, Clock clock) {
        this.fields = fields;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    Mono<CustomField> define(CustomFieldRequest request) {
        Instant now = clock.instant();
        var field = CustomField.of(ids.next(), request, 1, now, now);
        return Mono.fromRunnable(() -> requireFitting(field).throwIfAny())
                .then(Mono.defer(() -> fields.add(field)))
                .flatMap(added -> added
                        ? fields.expectAnew().thenReturn(field)
                        : Mono.error(new CustomFieldCodeInUse(request.code())));
    }

    /** @param change makes the new definition of the current one, or refuses to */
    @Transactional
    Mono<CustomField> change(UUID id, long version, Function<CustomField, CustomFieldRequest> change) {
        return current(id, version).flatMap(field -> {
            CustomFieldRequest request = change.apply(field);
            CustomField changed = CustomField.of(id, request, version + 1, field.createdAt(), clock.instant());
            ErrorCollector errors = requireFitting(changed);
            if (!field.code().equals(request.code())) {
                errors.add("code", "code.fixed");
            }
            if (field.type() != request.type()) {
                errors.add("type", "custom-field.type-fixed");
            } else if (!changed.keepsChoicesOf(field)) {
                errors.add("choices", "custom-field.choice-removed");
            }
            errors.throwIfAny();
            return field.saysTheSameAs(changed)
                    ? Mono.just(field)
                    : fields.change(changed).then(fields.expectAnew()).thenReturn(changed);
        });
    }

    /** Only what no card and no template has a value in: who wants the values gone, too, says so with {@link #giveUp}. */
    @Transactional
    Mono<Void> remove(UUID id, long version) {
        return current(id, version).flatMap(this::removeUnused);
    }

    /** From now on no card gets a value in the field; those that have one are gone through by a job. */
    @Transactional
    public Mono<Void> giveUp(UUID id, long version) {
        return current(id, version).flatMap(field -> fields.change(field.givenUp(clock.instant())))
                .then(fields.expectAnew());
    }

    /** As {@link #remove}, at whatever version it is; false where somebody still has a value in it. Needs a transaction. */
    public Mono<Boolean> removeGivenUp(UUID id) {
        return fields.locked(id)
                .flatMap(field -> removeUnused(field).thenReturn(true))
                .onErrorResume(CustomFieldInUse.class, _ -> Mono.just(false))
                .defaultIfEmpty(true);
    }

    private Mono<Void> removeUnused(CustomField field) {
        return fields.uses(field)
                .filter(Uses::any)
                .flatMap(uses -> Mono.<Void>error(new CustomFieldInUse(field, uses)))
                .then(fields.remove(field))
                .then(fields.expectAnew());
    }

    Mono<CustomField> find(UUID id) {
        return fields.find(id).switchIfEmpty(Mono.error(() -> new CustomFieldNotFound(id)));
    }

    Mono<List<CustomField>> list(@Nullable String after, int limit) {
        return fields.list(after, limit);
    }

    Mono<Long> count() {
        return fields.count();
    }

    private Mono<CustomField> current(UUID id, long version) {
        return fields.locked(id)
                .switchIfEmpty(Mono.error(() -> new CustomFieldNotFound(id)))
                .doOnNext(field -> IfMatch.check(version, field.version()));
    }

    /** What is wrong with a definition as a whole. */
    private static ErrorCollector requireFitting(CustomField field) {
        var errors = new ErrorCollector();
        CustomFieldType type = field.type();
        if (type.hasChoices() && field.choices().isEmpty()) {
            errors.add("choices", "required");
        }
        if (!type.hasChoices() && !field.choices().isEmpty()) {
            errors.add("choices", "custom-field.choices-without-choice");
        }
        boolean number = type == CustomFieldType.NUMBER;
        boolean text = type == CustomFieldType.TEXT;
        foreign(errors, "min", field.min() != null && !number);
        foreign(errors, "max", field.max() != null && !number);
        foreign(errors, "maxLength", field.maxLength() != null && !text);
        foreign(errors, "pattern", field.pattern() != null && !text);
        if (!field.limits().areInOrder()) {
            errors.add("max", "number.too-small", Map.of("value", String.valueOf(field.min())));
        }
        if (!field.limits().hasValidPattern()) {
            errors.add("pattern", "custom-field.pattern-invalid");
        } else if (field.defaultValue() != null && !field.accepts(field.defaultValue())) {
            errors.add("defaultValue", "custom-field.invalid", Map.of("type", type.name()));
        }
        return errors;
    }

    private static void foreign(ErrorCollector errors, String field, boolean given) {
        if (given) {
            errors.add(field, "custom-field.limit-not-of-type");
        }
    }
}
