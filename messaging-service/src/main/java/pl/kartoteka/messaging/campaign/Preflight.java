package pl.kartoteka.messaging.campaign;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.messaging.audience.Segments;
import pl.kartoteka.messaging.gate.ConsentGate;
import pl.kartoteka.messaging.recipient.Recipient;
import pl.kartoteka.messaging.recipient.Recipients;
import pl.kartoteka.messaging.template.Content;
import pl.kartoteka.messaging.template.Contents;
import pl.kartoteka.messaging.template.MessageLinks;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How a campaign would go if it went now: how many would get it, and why the others would not. */
@Component
class Preflight {
    private static final String ALLOWED = "ALLOWED";
    private static final int AT_ONCE = 1_000;

    private final Segments segments;
    private final Recipients recipients;
    private final Contents contents;
    private final ConsentGate gate;

    Preflight(Segments segments, Recipients recipients, Contents contents, ConsentGate gate) {
        this.segments = segments;
        this.recipients = recipients;
        this.contents = contents;
        this.gate = gate;
    }

    Mono<CampaignForecast> of(Campaign campaign) {
        return Mono.zip(
                segments.members(campaign.segmentId()).collectList(),
                contents.resolve(campaign.channel(), campaign))
                .flatMap(both -> of(campaign, both.getT1(), both.getT2()));
    }

    private Mono<CampaignForecast> of(Campaign campaign, List<UUID> audience, Content content) {
        if (audience.isEmpty()) {
            return Mono.just(CampaignForecast.of(List.of()));
        }
        Mono<Map<UUID, String>> lacking = Flux.fromIterable(audience)
                .buffer(AT_ONCE)
                .concatMap(recipients::find)
                .collectMap(Recipient::clientId, recipient -> lack(campaign, recipient, content));
        return Mono.zip(gate.forecast(campaign.purpose(), campaign.channel(), audience), lacking)
                .map(both -> CampaignForecast.of(audience.stream()
                        .map(client -> reason(client, both.getT1(), both.getT2()))
                        .toList()));
    }

    private static String reason(UUID client, Map<UUID, String> decisions, Map<UUID, String> lacking) {
        String decision = decisions.getOrDefault(client, "NO_DECISION");
        return ALLOWED.equals(decision) ? lacking.getOrDefault(client, "UNKNOWN_CLIENT") : decision;
    }

    private static String lack(Campaign campaign, Recipient recipient, Content content) {
        if (recipient.address(campaign.channel(), campaign.purpose()).isEmpty()) {
            return "NO_ADDRESS";
        }
        String unfit = content.render(recipient, MessageLinks.EXAMPLE).unfit();
        return unfit == null ? ALLOWED : unfit;
    }

    /**
     * @param audience everybody in the segment now
     * @param deliverable how many of them would get it
     * @param blocked the others, by reason
     */
    record CampaignForecast(long audience, long deliverable, List<BlockedCount> blocked) {

        static CampaignForecast of(List<String> reasons) {
            var counted = new TreeMap<String, Long>();
            reasons.forEach(reason -> counted.merge(reason, 1L, Long::sum));
            Long deliverable = counted.remove(ALLOWED);
            return new CampaignForecast(
                    reasons.size(),
                    deliverable == null ? 0 : deliverable,
                    counted.entrySet().stream().map(entry -> new BlockedCount(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }

    record BlockedCount(String reason, long count) {}
}
