package pl.kartoteka.messaging.campaign;

import java.time.Instant;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.message.SendTime;
import pl.kartoteka.messaging.recipient.Channel;
import pl.kartoteka.messaging.template.WellWorded;
import pl.kartoteka.messaging.template.Words;

/**
 * @param sendAt as soon as it is started when absent or past
 * @param ratePerSecond as fast as possible when absent
 */
@WellWorded
record CampaignRequest(
        @NotBlank @Size(max = 200) String name,
        @NotNull Channel channel,
        @NotBlank @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}", message = "{purpose.invalid}") String purpose,
        @NotNull UUID segmentId,
        @Nullable UUID templateId,
        @Nullable @Size(max = 500) String subject,
        @Nullable @Size(max = 100_000) String text,
        @Nullable @Size(max = 500_000) String html,
        @SendTime @Nullable Instant sendAt,
        @Nullable @Min(1) @Max(10_000) Integer ratePerSecond) implements Words {

    static CampaignRequest of(Campaign campaign) {
        return new CampaignRequest(
                campaign.name(),
                campaign.channel(),
                campaign.purpose(),
                campaign.segmentId(),
                campaign.templateId(),
                campaign.subject(),
                campaign.text(),
                campaign.html(),
                campaign.sendAt(),
                campaign.ratePerSecond());
    }
}
