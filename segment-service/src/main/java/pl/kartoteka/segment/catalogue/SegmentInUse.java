package pl.kartoteka.segment.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import pl.kartoteka.problem.DomainProblem;

/** Criteria of other segments ask about it; those the caller may not see are only counted. */
class SegmentInUse extends DomainProblem {
    SegmentInUse(Iterable<UUID> dependents, Collection<UUID> hidden) {
        super(Kind.CONFLICT, "segment-in-use");
        List<UUID> shown = StreamSupport.stream(dependents.spliterator(), false)
                .filter(id -> !hidden.contains(id)).sorted().toList();
        arg("count", shown.size() + hidden.size());
        with("usedBy", shown);
    }
}
