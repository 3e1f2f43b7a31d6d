package pl.kartoteka.client.caretaker;

import pl.kartoteka.problem.DomainProblem;

class SubstitutionOverlaps extends DomainProblem {
    SubstitutionOverlaps(String absent) {
        super(Kind.CONFLICT, "substitution-overlaps");
        arg("absent", absent);
    }
}
