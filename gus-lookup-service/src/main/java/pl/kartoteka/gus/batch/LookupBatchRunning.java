package pl.kartoteka.gus.batch;

import pl.kartoteka.problem.DomainProblem;

class LookupBatchRunning extends DomainProblem {
    LookupBatchRunning() {
        super(Kind.CONFLICT, "lookup-batch-running");
    }
}
