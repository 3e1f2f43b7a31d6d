package pl.kartoteka.messaging.template;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.StaleVersion;
import pl.kartoteka.messaging.recipient.Recipients;
import reactor.core.publisher.Mono;

@Component
class TemplateCatalogue {
    private final MessageTemplates templates;
    private final Recipients recipients;
    private final Ids ids;
    private final Clock clock;

    TemplateCatalogue(MessageTemplates templates, Recipients recipients, Ids ids, Clock clock) {
        this.templates = templates;
        this.recipients = recipients;
        this.ids = ids;
        this.clock = clock;
    }

    Mono<MessageTemplate> require(UUID id) {
        return templates.find(id).switchIfEmpty(Mono.error(() -> new TemplateNotFound(id)));
    }

    @Transactional
    Mono<MessageTemplate> add(TemplateRequest request) {
        Instant now = clock.instant();
        var template = new MessageTemplate(
                ids.next(),
                0,
                request.name(),
                request.channel(),
                request.language(),
                request.subject(),
                request.text(),
                request.html(),
                now,
                now);
        return templates.insert(template)
                .thenReturn(template)
                .onErrorMap(DuplicateKeyException.class, _ -> new TemplateNameInUse(request.name()));
    }

    @Transactional
    Mono<MessageTemplate> change(MessageTemplate current, TemplateRequest request) {
        MessageTemplate changed = current.changed(request, clock.instant());
        return templates.update(changed)
                .onErrorMap(DuplicateKeyException.class, _ -> new TemplateNameInUse(request.name()))
                .filter(updated -> updated)
                .switchIfEmpty(stale(current.id()))
                .thenReturn(changed);
    }

    @Transactional
    Mono<Void> remove(UUID id, long seen) {
        return require(id)
                .doOnNext(template -> IfMatch.check(seen, template.version()))
                .flatMap(_ -> templates.delete(id, seen))
                .onErrorMap(DataIntegrityViolationException.class, _ -> new TemplateInUse())
                .filter(deleted -> deleted)
                .switchIfEmpty(stale(id))
                .then();
    }

    /** The words as that client would read them. */
    Mono<TemplatePreviewResponse> preview(UUID id, UUID clientId) {
        return require(id)
                .zipWith(recipients.find(clientId)
                        .filter(recipient -> !recipient.erased())
                        .switchIfEmpty(Mono.error(() -> new RecipientNotFound(clientId))))
                .map(both -> TemplatePreviewResponse
                        .of(both.getT1().content().render(both.getT2(), MessageLinks.EXAMPLE)));
    }

    private <T> Mono<T> stale(UUID id) {
        return require(id).flatMap(template -> Mono.error(new StaleVersion(template.version())));
    }
}
