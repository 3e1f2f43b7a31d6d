package pl.kartoteka.messaging.campaign;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;

/** @param counts how far it is; not for those who may not know how many its segment has */
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
        @Nullable CampaignCounts counts,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    static CampaignResponse of(Campaign campaign, @Nullable CampaignCounts counts) {
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
