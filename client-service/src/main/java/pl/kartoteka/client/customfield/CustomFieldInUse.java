package pl.kartoteka.client.customfield;

import pl.kartoteka.client.customfield.CustomFields.Uses;
import pl.kartoteka.problem.DomainProblem;

class CustomFieldInUse extends DomainProblem {
    CustomFieldInUse(CustomField field, Uses uses) {
        super(Kind.CONFLICT, "custom-field-in-use");
        arg("code", field.code());
        arg("clients", uses.clients());
        arg("merged", uses.merged());
        arg("templates", uses.templates());
        with("clients", uses.clients());
        with("merged", uses.merged());
        with("templates", uses.templates());
    }
}
