package pl.kartoteka.client.card;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ClientCardTest {

    @Test
    void fillsInWhatGoesWithoutSaying() {
        ClientCard card = card("{'kind':'COMPANY','name':'  Huta   Szkła '}");

        assertThat(card.name()).isEqualTo("Huta Szkła");
        assertThat(card.stage()).isEqualTo(Stage.POTENTIAL);
        assertThat(card.active()).isTrue();
        assertThat(card.traitIds()).isEmpty();
        assertThat(card.customFields()).isEmpty();
        assertThat(CardRules.findings(card)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"COMPANY,POTENTIAL", "PERSON,POTENTIAL", "INSTITUTION,POTENTIAL", "EMPLOYEE,STANDARD",
        "PARTNER,STANDARD"})
    void beginsWithTheStageOfItsKind(ClientKind kind, Stage stage) {
        assertThat(card("{'kind':'" + kind + "','name':'X'}").stage()).isEqualTo(stage);
    }

    @Test
    void namesPersonByFirstAndLastNameWhereNoNameIsGiven() {
        assertThat(card("{'kind':'PERSON','firstName':'Jan','lastName':'Testowy'}").name()).isEqualTo("Jan Testowy");
        assertThat(card("{'kind':'PERSON','name':'J. Testowy','firstName':'Jan','lastName':'Testowy'}")
                .isNameMadeOfParts()).isFalse();
    }

    @Test
    void takesBlankForAbsent() {
        ClientCard card = card("{'kind':'COMPANY','name':'X','nip':' ','regon':'','shortName':' ','pesel':'-'}");

        assertThat(card.nip()).isNull();
        assertThat(card.regon()).isNull();
        assertThat(card.shortName()).isNull();
        assertThat(card.pesel()).isNull();
    }

    @Test
    void readsPkdCodesWithAndWithoutDotsOnce() {
        assertThat(card("{'kind':'COMPANY','name':'X','pkdCodes':['10.71.Z','1071z']}").pkdCodes())
                .containsExactly("1071Z");
    }

    @Test
    void letsOnlyInstitutionsBeLocalGovernment() {
        assertThat(CardRules.findings(card("{'kind':'INSTITUTION','name':'Gmina Testowa','localGovernment':true}")))
                .isEmpty();
        assertThat(codes("{'kind':'COMPANY','name':'X','localGovernment':true}"))
                .containsExactly("localGovernment field.not-of-kind");
    }

    @Test
    void hasOneRegisteredAddressAndAnyNumberOfDeliveryAddresses() {
        assertThat(codes(
                "{'kind':'COMPANY','name':'X','addresses':[{'use':'DELIVERY','city':'A'},{'use':'DELIVERY','city':'B'},"
                        + "{'use':'REGISTERED','city':'A'},{'use':'REGISTERED','city':'B'},{'use':'CORRESPONDENCE'}]}"))
                .containsExactly("addresses[3].use use.repeated", "addresses[4] address.empty");
    }

    @Test
    void hasOneMainEmailAndOneMainPhone() {
        assertThat(codes(
                "{'kind':'COMPANY','name':'X','emails':[{'address':'a@b.example','uses':['MAIN']},{'address':'c@d.example','uses':['MAIN']}],"
                        + "'phones':[{'number':'500100200','uses':['MAIN','SMS']},{'number':'500100201','uses':['SMS']}]}"))
                .containsExactly("emails[1].uses use.repeated");
    }

    @Test
    void keepsPersonalDataOutOfItsDescription() {
        assertThat(card(
                "{'kind':'PERSON','name':'Jan Testowy','pesel':'44051401359','emails':[{'address':'jan@test.example'}],"
                        + "'phones':[{'number':'500100200'}]}")
                .toString()).isEqualTo("card of a PERSON");
        assertThat(new EmailContact("jan@test.example", List.of()).toString()).doesNotContain("jan");
        assertThat(new PhoneContact("+48500100200", List.of()).toString()).doesNotContain("500");
    }

    private static List<String> codes(String json) {
        return CardRules.findings(card(json)).stream().map(finding -> finding.field() + " " + finding.code()).toList();
    }

    private static ClientCard card(String json) {
        return JsonMapper.shared().readValue(json.replace('\'', '"'), ClientCard.class);
    }
}
