package pl.kartoteka.client.imports;

import pl.kartoteka.problem.DomainProblem;

/** Two rows, by different numbers, mean one client. */
class ClientInTwoRows extends DomainProblem {
    ClientInTwoRows(long line) {
        super(Kind.CONFLICT, "import-client-in-two-rows");
        arg("line", line);
    }
}
