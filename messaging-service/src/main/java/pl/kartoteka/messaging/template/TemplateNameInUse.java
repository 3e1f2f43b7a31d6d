package pl.kartoteka.messaging.template;

import pl.kartoteka.problem.DomainProblem;

class TemplateNameInUse extends DomainProblem {
    TemplateNameInUse(String name) {
        super(Kind.CONFLICT, "template-name-in-use");
        arg("name", name);
    }
}
