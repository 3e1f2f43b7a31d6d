package pl.kartoteka.segment.membership;

import pl.kartoteka.problem.DomainProblem;

/** What was asked makes sense for the other type of segment only. */
class SegmentTypeMismatch extends DomainProblem {
    SegmentTypeMismatch(String type) {
        super(Kind.CONFLICT, type);
    }
}
