package pl.kartoteka.client.identifier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IdDocumentNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"ABA300000", "aba 300000", "ABA-300-000"})
    void takesPolishIdCardHoweverWritten(String written) {
        assertThat(IdDocumentNumber.isPolishIdCard(IdDocumentNumber.normalised(written))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABA300001", "ABA400000", "ABB300000", "AB3000000", "ABA30000", "ABA3000000"})
    void refusesIdCardThatDoesNotCheck(String number) {
        assertThat(IdDocumentNumber.isPolishIdCard(number)).isFalse();
    }

    @Test
    void checksPolishPassports() {
        assertThat(IdDocumentNumber.isPolishPassport("ZS0000177")).isTrue();
        assertThat(IdDocumentNumber.isPolishPassport("ZS0000178")).isFalse();
        assertThat(IdDocumentNumber.isPolishPassport("ZSA000177")).isFalse();
    }
}
