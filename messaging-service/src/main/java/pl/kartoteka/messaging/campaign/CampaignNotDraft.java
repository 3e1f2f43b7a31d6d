package pl.kartoteka.messaging.campaign;

import pl.kartoteka.problem.DomainProblem;

class CampaignNotDraft extends DomainProblem {
    CampaignNotDraft(CampaignStatus current) {
        super(Kind.CONFLICT, "campaign-not-draft");
        arg("status", current);
        with("campaignStatus", current);
    }
}
