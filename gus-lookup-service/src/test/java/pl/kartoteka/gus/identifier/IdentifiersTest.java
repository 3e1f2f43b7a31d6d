package pl.kartoteka.gus.identifier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IdentifiersTest {
    @ParameterizedTest
    @ValueSource(strings = {"7740001454", "774-000-14-54", "PL 526 104 05 67", "pl7342867148", "8567346215"})
    void takesNipAsPeopleWriteIt(String text) {
        assertThat(Nip.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7740001455", "774000145", "77400014540", "1111111111", "0000000000", "77400O1454",
        "DE7740001454", "٧٧٤٠٠٠١٤٥٤"})
    void refusesWhatIsNoNip(String text) {
        assertThat(Nip.parse(text)).isEmpty();
    }

    @Test
    void refusesNipWhoseChecksumRemainderIsTen() {
        for (var last = 0; last < 10; last++) {
            assertThat(Nip.parse("123456789" + last)).isEmpty();
        }
    }

    @Test
    void saysWhatItExpectedWithoutTheNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Nip("7740001450"))
                .withMessageNotContaining("7740001450");
    }

    @ParameterizedTest
    @ValueSource(strings = {"610188201", "011417295", "000331501", "12345678512347", "27659249800038"})
    void takesRegonOfEntitiesAndLocalUnits(String text) {
        assertThat(Regon.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"610188202", "61018820100000", "000000000", "12345678512348", "6101882"})
    void refusesWhatIsNoRegon(String text) {
        assertThat(Regon.parse(text)).isEmpty();
    }

    @Test
    void checksKrsByItsLengthOnly() {
        assertThat(KrsNumber.parse("0000028860")).isPresent();
        assertThat(KrsNumber.parse("28860")).isEmpty();
        assertThat(KrsNumber.parse("0000000000")).isEmpty();
    }

    @Test
    void checksAccountsByModulo97() {
        assertThat(AccountNumber.parse("PL 61 1090 1014 0000 0712 1981 2874")).isPresent();
        assertThat(AccountNumber.parse("90249000050247256316596736")).isPresent();
        assertThat(AccountNumber.parse("61109010140000071219812875")).isEmpty();
        assertThat(AccountNumber.parse("6110901014000007121981287")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PL7740001454", "DE 123 456 788", "ATU12345678", "BE0123456789", "BE123456789",
        "NL123456789B01", "EL123456789", "GR123456789", "XI123456789", "FRXX123456789", "IE1234567FA",
        "ESX1234567X", "RO12"})
    void takesVatNumbersOfTheUnion(String text) {
        assertThat(EuVatNumber.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB123456789", "PL7740001455", "ES123456789", "DE012345678", "US123456789", "7740001454",
        "AT12345678", ""})
    void refusesWhatIsNoVatNumberOfTheUnion(String text) {
        assertThat(EuVatNumber.parse(text)).isEmpty();
    }

    @Test
    void writesGreeceAndBelgiumAsViesDoes() {
        assertThat(EuVatNumber.parse("GR123456789").orElseThrow().text()).isEqualTo("EL123456789");
        assertThat(EuVatNumber.parse("BE123456789").orElseThrow().text()).isEqualTo("BE0123456789");
    }

    @Test
    void showsNoNumberInLogs() {
        assertThat(new Nip("7740001454")).asString().isEqualTo("NIP ***454");
        assertThat(new AccountNumber("61109010140000071219812874")).asString().doesNotContain("1090");
        assertThat(EuVatNumber.parse("PL7740001454").orElseThrow()).asString().doesNotContain("774");
    }
}
