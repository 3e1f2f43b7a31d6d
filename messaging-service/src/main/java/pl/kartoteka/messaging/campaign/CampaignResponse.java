package pl.kartoteka.messaging.campaign;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;

record CampaignResponse(
        UUID id,
        String name,
        Channel channel,
        String purpose,
        UUID segmentId,
        @Nullable UUID templateId,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable Instant sendAt,
        @Nullable Integer ratePerSecond,
        CampaignStatus status,
        CampaignCounts counts,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    static CampaignResponse of(Campaign campaign, CampaignCounts counts) {
        return new CampaignResponse(
                campaign.id(),
                campaign.name(),
                campaign.channel(),
                campaign.purpose(),
                campaign.segmentId(),
                campaign.templateId(),
                campaign.subject(),
                campaign.text(),
                campaign.html(),
                campaign.sendAt(),
                campaign.ratePerSecond(),
                campaign.status(),
                counts,
                campaign.createdBy(),
                campaign.createdAt(),
                campaign.startedAt(),
                campaign.finishedAt());
    }
}
