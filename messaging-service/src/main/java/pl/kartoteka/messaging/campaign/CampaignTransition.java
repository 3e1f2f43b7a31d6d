package pl.kartoteka.messaging.campaign;

import pl.kartoteka.problem.DomainProblem;

class CampaignTransition extends DomainProblem {
    CampaignTransition(CampaignStatus current, CampaignStatus wanted) {
        super(Kind.CONFLICT, "campaign-transition");
        arg("from", current);
        arg("to", wanted);
        with("from", current);
        with("to", wanted);
    }
}
