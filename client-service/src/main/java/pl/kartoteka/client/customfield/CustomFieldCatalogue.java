package pl.kartoteka.client.customfield;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.problem.ErrorCollector;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/** Defining fields, renaming them, adding choices, and removing what no card uses. */
@Component
class CustomFieldCatalogue {
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
        var field = new CustomField(ids.next(), request.code(), request.name(), request.type(), request.choices(), 1,
                now, now);
        return requireChoicesThatFit(field)
                .then(fields.add(field))
                .flatMap(added -> added ? Mono.just(field) : Mono.error(new CustomFieldCodeInUse(request.code())));
    }

    /** @param change makes the new definition of the current one, or refuses to */
    @Transactional
    Mono<CustomField> change(UUID id, long version, Function<CustomField, CustomFieldRequest> change) {
        return current(id, version).flatMap(field -> {
            CustomFieldRequest request = change.apply(field);
            var changed = new CustomField(id, field.code(), request.name(), field.type(), request.choices(),
                    version + 1,
                    field.createdAt(), clock.instant());
            var errors = new ErrorCollector();
            if (!field.code().equals(request.code())) {
                errors.add("code", "code.fixed");
            }
            if (field.type() != request.type()) {
                errors.add("type", "custom-field.type-fixed");
            }
            if (!changed.keepsChoicesOf(field)) {
                errors.add("choices", "custom-field.choice-removed");
            }
            errors.throwIfAny();
            if (field.name().equals(changed.name()) && field.choices().equals(changed.choices())) {
                return Mono.just(field);
            }
            return requireChoicesThatFit(changed).then(fields.change(changed)).thenReturn(changed);
        });
    }

    @Transactional
    Mono<Void> remove(UUID id, long version) {
        return current(id, version)
                .delayUntil(field -> fields.clientsWith(field)
                        .filter(clients -> clients > 0)
                        .flatMap(clients -> Mono.error(new CustomFieldInUse(field, clients))))
                .flatMap(fields::remove);
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

    private static Mono<Void> requireChoicesThatFit(CustomField field) {
        boolean choice = field.type() == CustomFieldType.CHOICE;
        return choice == !field.choices().isEmpty()
                ? Mono.empty()
                : Mono.error(
                        () -> new InvalidInput("choices", choice ? "required" : "custom-field.choices-without-choice"));
    }
}
