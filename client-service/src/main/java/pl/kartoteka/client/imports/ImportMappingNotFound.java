package pl.kartoteka.client.imports;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class ImportMappingNotFound extends DomainProblem {
    ImportMappingNotFound(UUID id) {
        super(Kind.NOT_FOUND, "import-mapping-not-found");
        arg("id", id);
    }
}
