package pl.kartoteka.messaging.campaign;

import java.util.Set;

enum CampaignStatus {
    DRAFT,
    RUNNING,
    PAUSED,
    DONE,
    CANCELLED;

    private Set<CampaignStatus> next() {
        return switch (this) {
            case DRAFT -> Set.of(RUNNING, CANCELLED);
            case RUNNING -> Set.of(PAUSED, CANCELLED, DONE);
            case PAUSED -> Set.of(RUNNING, CANCELLED);
            case DONE, CANCELLED -> Set.of();
        };
    }

    boolean leadsTo(CampaignStatus other) {
        return next().contains(other);
    }

    boolean isOver() {
        return this == DONE || this == CANCELLED;
    }
}
