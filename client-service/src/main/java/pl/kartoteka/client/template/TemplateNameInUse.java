package pl.kartoteka.client.template;

import pl.kartoteka.problem.DomainProblem;

class TemplateNameInUse extends DomainProblem {
    TemplateNameInUse(String name) {
        super(Kind.CONFLICT, "client-template-name-in-use");
        arg("name", name);
    }
}
