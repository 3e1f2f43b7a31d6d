package pl.kartoteka.messaging.template;

import pl.kartoteka.problem.DomainProblem;

class TemplateInUse extends DomainProblem {
    TemplateInUse() {
        super(Kind.CONFLICT, "template-in-use");
    }
}
