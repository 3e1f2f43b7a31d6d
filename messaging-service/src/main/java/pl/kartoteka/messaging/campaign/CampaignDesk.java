package pl.kartoteka.messaging.campaign;

import java.time.Clock;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.StaleVersion;
import pl.kartoteka.messaging.audience.Segments;
import pl.kartoteka.messaging.template.Contents;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

import static pl.kartoteka.messaging.campaign.CampaignStatus.CANCELLED;
import static pl.kartoteka.messaging.campaign.CampaignStatus.DRAFT;
import static pl.kartoteka.messaging.campaign.CampaignStatus.PAUSED;
import static pl.kartoteka.messaging.campaign.CampaignStatus.RUNNING;

/** Everything a person does with a campaign. */
@Component
class CampaignDesk {
    private final Campaigns campaigns;
    private final Segments segments;
    private final Contents contents;
    private final Ids ids;
    private final Clock clock;

    CampaignDesk(Campaigns campaigns, Segments segments, Contents contents, Ids ids, Clock clock) {
        this.campaigns = campaigns;
        this.segments = segments;
        this.contents = contents;
        this.ids = ids;
        this.clock = clock;
    }

    Mono<Campaign> require(UUID id) {
        return campaigns.find(id).switchIfEmpty(Mono.error(() -> new CampaignNotFound(id)));
    }

    /** The campaign for whoever may know who is in its segment: who its members are shows through its recipients. */
    Mono<Campaign> requireAudience(UUID id, String user) {
        return require(id)
                .filterWhen(campaign -> knowsAudience(campaign, user))
                .switchIfEmpty(Mono.error(() -> new CampaignNotFound(id)));
    }

    /** Whoever started a campaign has seen its audience; others see it as long as they may see the segment. */
    Mono<Boolean> knowsAudience(Campaign campaign, String user) {
        return campaign.status() != DRAFT && campaign.createdBy().equals(user)
                ? Mono.just(true)
                : segments.isVisible(campaign.segmentId(), user);
    }

    @Transactional
    Mono<Campaign> draft(CampaignRequest request, String user) {
        return check(request, user)
                .then(Mono.defer(() -> campaigns.insert(ids.next(), request, user, clock.instant())));
    }

    @Transactional
    Mono<Campaign> change(UUID id, long seen, CampaignRequest request, String user) {
        return check(request, user)
                .then(Mono.defer(() -> campaigns.update(id, seen, request)))
                .switchIfEmpty(Mono.defer(() -> refused(id, seen)));
    }

    @Transactional
    Mono<Void> remove(UUID id, long seen) {
        return campaigns.delete(id, seen)
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.defer(() -> refused(id, seen)))
                .then();
    }

    /** From here on a change of the segment or the template changes nothing. */
    @Transactional
    Mono<Campaign> start(UUID id, String user) {
        return require(id)
                .filter(campaign -> campaign.status() == DRAFT)
                .delayUntil(campaign -> segment(campaign.segmentId(), user))
                .flatMap(campaign -> contents.freeze(campaign.channel(), campaign))
                .flatMap(content -> campaigns.start(id, content.id(), clock.instant()))
                .switchIfEmpty(Mono.defer(() -> impossible(id, RUNNING)));
    }

    @Transactional
    Mono<Campaign> pause(UUID id) {
        return move(id, PAUSED);
    }

    @Transactional
    Mono<Campaign> resume(UUID id) {
        return require(id).filter(campaign -> campaign.status() == PAUSED)
                .flatMap(_ -> move(id, RUNNING))
                .switchIfEmpty(Mono.defer(() -> impossible(id, RUNNING)));
    }

    @Transactional
    Mono<Campaign> cancel(UUID id) {
        return move(id, CANCELLED);
    }

    private Mono<Campaign> move(UUID id, CampaignStatus to) {
        return require(id)
                .filter(campaign -> campaign.status().leadsTo(to))
                .flatMap(campaign -> campaigns.move(id, campaign.status(), to, clock.instant()))
                .switchIfEmpty(Mono.defer(() -> impossible(id, to)));
    }

    private Mono<Void> check(CampaignRequest request, String user) {
        return segment(request.segmentId(), user).then(contents.resolve(request.channel(), request)).then();
    }

    private Mono<Boolean> segment(UUID segmentId, String user) {
        return segments.isVisible(segmentId, user)
                .filter(visible -> visible)
                .switchIfEmpty(Mono.error(() -> new InvalidInput("segmentId", "segment.unknown")));
    }

    private <T> Mono<T> impossible(UUID id, CampaignStatus to) {
        return require(id).flatMap(campaign -> Mono.error(new CampaignTransition(campaign.status(), to)));
    }

    private <T> Mono<T> refused(UUID id, long seen) {
        return require(id).flatMap(campaign -> {
            IfMatch.check(seen, campaign.version());
            return Mono.error(campaign.status() == DRAFT
                    ? new StaleVersion(campaign.version())
                    : new CampaignNotDraft(campaign.status()));
        });
    }
}
