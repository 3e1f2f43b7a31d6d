package pl.kartoteka.client.draft;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.validation.Validation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.kartoteka.client.card.BusinessStatus;
import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.card.VatStatus;
import pl.kartoteka.client.draft.RegisterEntry.Address;
import pl.kartoteka.client.draft.RegisterEntry.Company;
import pl.kartoteka.client.draft.RegisterEntry.FieldProvenance;
import pl.kartoteka.client.draft.RegisterEntry.LegalForm;
import pl.kartoteka.client.identifier.Nip;

import static org.assertj.core.api.Assertions.assertThat;

class DraftCardTest {
    private static final Nip NIP = new Nip("7740001454");
    private static final FieldProvenance GUS = new FieldProvenance("GUS", Instant.parse("2026-11-22T10:00:00Z"), false);

    @Test
    void leavesOutWhatTheRegistersHaveWrong() {
        var company = new Company("Huta", null, null, "610188202", "12", null,
                new Address("Wilcza", "7", null, "bad", "Płock", "Nowhere"), null, null, "no address", "12", false,
                "DISSOLVED", "Czynny");

        var draft = DraftCard.of(NIP,
                new RegisterEntry(company, Map.of("name", GUS, "regon", GUS, "krs", GUS, "email", GUS, "phone", GUS,
                        "address", GUS, "status", GUS, "vatStatus", GUS)));

        assertThat(draft.card().kind()).isEqualTo(ClientKind.COMPANY);
        assertThat(draft.card().regon()).isNull();
        assertThat(draft.card().krs()).isNull();
        assertThat(draft.card().businessStatus()).isNull();
        assertThat(draft.card().vatStatus()).isNull();
        assertThat(draft.card().emails()).isEmpty();
        assertThat(draft.card().phones()).isEmpty();
        assertThat(draft.card().addresses().getFirst().postalCode()).isNull();
        assertThat(draft.card().addresses().getFirst().country()).isEqualTo("PL");
        assertThat(draft.provenance()).containsOnlyKeys("name", "addresses[0]");
    }

    @ParameterizedTest
    @CsvSource({"CLOSED, CLOSED", "SUSPENDED, SUSPENDED", "BANKRUPT, BANKRUPT", "NOT_STARTED, NOT_STARTED",
        "IN_LIQUIDATION, ACTIVE", "IN_PARTNERSHIP_ONLY, ACTIVE", "ACTIVE, ACTIVE"})
    void saysWhetherTheCompanyWorksAndPaysVat(String said, BusinessStatus status) {
        var company = new Company("Huta", null, null, null, null, null, null, null, null, null, null, false, said,
                "EXEMPT");

        var draft = DraftCard.of(NIP, new RegisterEntry(company, Map.of("status", GUS, "vatStatus", GUS)));

        assertThat(draft.card().businessStatus()).isEqualTo(status);
        assertThat(draft.card().vatStatus()).isEqualTo(VatStatus.EXEMPT);
        assertThat(draft.provenance()).containsOnlyKeys("businessStatus", "vatStatus");
    }

    @Test
    void canBeRegisteredHoweverMuchTheRegistersSay() {
        String much = "Zakład Usług Wszelkich ".repeat(60);
        var address = new Address(much, much, much, "90-001", much, "PL");
        var company = new Company("x".repeat(499) + "\uD83C\uDFED", much, null, null, null, new LegalForm(much),
                address,
                address, null, null, null, false, null, null);

        var card = DraftCard.of(NIP, new RegisterEntry(company, Map.of())).card();

        try (var validation = Validation.buildDefaultValidatorFactory()) {
            assertThat(validation.getValidator().validate(card)).isEmpty();
        }
        assertThat(card.name()).isEqualTo("x".repeat(499));
        assertThat(card.addresses().getFirst().city()).startsWith("Zakład Usług");
    }

    @Test
    void isAsEmptyAsWhatTheRegistersSay() {
        var nothing = new Company(null, null, null, null, null, null, null, null, List.of(), null, null, null, null,
                null);

        var draft = DraftCard.of(NIP, new RegisterEntry(nothing, Map.of("name", GUS)));

        assertThat(draft.card().nip()).isEqualTo(NIP.digits());
        assertThat(draft.card().addresses()).isEmpty();
        assertThat(draft.provenance()).isEmpty();
    }
}
