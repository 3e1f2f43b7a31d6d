package pl.kartoteka.messaging.campaign;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class CampaignNotFound extends DomainProblem {
    CampaignNotFound(UUID id) {
        super(Kind.NOT_FOUND, "campaign-not-found");
        with("campaignId", id);
    }
}
