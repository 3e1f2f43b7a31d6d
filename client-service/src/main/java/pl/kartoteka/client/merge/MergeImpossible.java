package pl.kartoteka.client.merge;

import java.util.List;

import pl.kartoteka.problem.DomainProblem;

/** Why two clients cannot become one as things are, or one two again. */
class MergeImpossible extends DomainProblem {
    MergeImpossible(List<Reason> reasons) {
        super(Kind.CONFLICT, "merge-impossible");
        arg("reasons", String.join(", ", reasons.stream().map(Enum::name).toList()));
        with("reasons", reasons);
    }

    enum Reason {
        /** The client to stay was merged into another itself. */
        SURVIVOR_MERGED,
        /** The duplicate was merged before. */
        DUPLICATE_MERGED,
        /** Branches of the duplicate go by a NIP that the client to stay would not have. */
        BRANCHES_SHARE_NIP,
        /** The duplicate has branches, and the client to stay is a person. */
        HAS_BRANCHES,
        /** The merge was undone before. */
        ALREADY_UNDONE,
        /** What the clients referred to before the merge is gone. */
        REFERENCES_GONE
    }
}
