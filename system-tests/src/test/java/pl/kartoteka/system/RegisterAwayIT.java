package pl.kartoteka.system;

import java.util.ArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A register that is down is never an answer. */
class RegisterAwayIT {
    @AfterEach
    void bringBack() {
        Api.sandbox().put("/registers/gus/mode", """
                {"mode":"OK"}""");
    }

    @Test
    void registerThatIsDownIsUnavailableAndTheOthersAnswer() {
        var nip = neverAsked();
        Api.sandbox().put("/registers/gus/mode", """
                {"mode":"DOWN"}""");

        var gus = Api.as("sales").get("/lookups/gus?nip=" + nip).expect(503);
        var whitelist = Api.as("sales").get("/lookups/vat-whitelist?nip=" + nip).expect(200);

        assertThat(gus.json().path("type").asString()).isEqualTo("urn:kartoteka:problem:register-unavailable");
        assertThat(gus.header("Retry-After")).isNotBlank();
        assertThat(whitelist.json().path("outcome").asString()).isIn("FOUND", "NOT_FOUND");
    }

    @Test
    void badNumberNeverLeavesTheHouse() {
        var answer = Api.as("sales").get("/lookups/companies/1234567890").expect(400);

        assertThat(answer.json().path("errors").path(0).path("code").asString()).isEqualTo("nip.invalid");
    }

    /** A company of the simulators that neither the demo nor its data ever asks for. */
    private static String neverAsked() {
        var nips = new ArrayList<String>();
        Api.sandbox().get("/registers/companies").json().forEach(company -> nips.add(company.path("nip").asString()));
        return nips.reversed().stream().filter(nip -> nip.matches("[1-9][0-9]{9}")).findFirst().orElseThrow();
    }
}
