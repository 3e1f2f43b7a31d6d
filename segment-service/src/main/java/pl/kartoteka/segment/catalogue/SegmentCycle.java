package pl.kartoteka.segment.catalogue;

import pl.kartoteka.problem.DomainProblem;

/** The criteria ask about a segment that, directly or through others, asks about this one. */
class SegmentCycle extends DomainProblem {
    SegmentCycle() {
        super(Kind.CONFLICT, "segment-cycle");
    }
}
