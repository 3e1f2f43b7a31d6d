package pl.kartoteka.segment.definition;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

/** There is none, or none that the caller may know of. */
class SegmentNotFound extends DomainProblem {
    SegmentNotFound(UUID id) {
        super(Kind.NOT_FOUND, "segment-not-found");
        arg("id", id);
    }
}
