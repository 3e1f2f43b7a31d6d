package pl.kartoteka.client.customfield;

import pl.kartoteka.problem.DomainProblem;

class CustomFieldInUse extends DomainProblem {
    CustomFieldInUse(CustomField field, long clients) {
        super(Kind.CONFLICT, "custom-field-in-use");
        arg("code", field.code());
        arg("clients", clients);
        with("clients", clients);
    }
}
