package pl.kartoteka.client.imports;

import pl.kartoteka.problem.DomainProblem;

class ImportFileUnreadable extends DomainProblem {
    ImportFileUnreadable(long line) {
        super(Kind.INVALID, "import-file-unreadable");
        arg("line", line);
        with("line", line);
    }
}
