package pl.kartoteka.client.customfield;

import pl.kartoteka.problem.DomainProblem;

class CustomFieldCodeInUse extends DomainProblem {
    CustomFieldCodeInUse(String code) {
        super(Kind.CONFLICT, "custom-field-code-in-use");
        arg("code", code);
    }
}
