package pl.kartoteka.segment.definition;

import pl.kartoteka.problem.DomainProblem;

class NotSegmentOwner extends DomainProblem {
    NotSegmentOwner() {
        super(Kind.FORBIDDEN, "not-segment-owner");
    }
}
