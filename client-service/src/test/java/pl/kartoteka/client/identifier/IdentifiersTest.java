package pl.kartoteka.client.identifier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(strings = {"7740001454", "5261040567", "7342867148", "8567346215", "1234563218"})
    void knowsValidNips(String nip) {
        assertThat(Nip.isValid(nip)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7740001455", "1111111111", "2222222222", "0000000000", "774000145", "77400014540",
        "774000145x", "", "٧٧٤٠٠٠١٤٥٤"})
    void knowsInvalidNips(String nip) {
        assertThat(Nip.isValid(nip)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"774-000-14-54", "PL7740001454", "pl 774 000 14 54", " 7740001454 ", "774–000–14–54"})
    void readsNipHoweverItIsWritten(String written) {
        assertThat(Nip.parse(written)).contains(new Nip("7740001454"));
    }

    @Test
    void keepsNipOutOfLogs() {
        assertThat(new Nip("7740001454")).hasToString("NIP ***454");
        assertThatThrownBy(() -> new Nip("7740001455")).hasMessageNotContaining("774");
    }

    @ParameterizedTest
    @CsvSource({"610188201,true", "011417295,true", "123456785,true", "123456784,false", "000000000,false",
        "12345678512347,true",
        "27659249800038,true", "61018820100000,false", "12345678412347,false", "1234567890,false"})
    void checksRegon(String regon, boolean valid) {
        assertThat(Regon.isValid(regon)).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({"44051401359,true", "02122401358,true", "02211307589,true", "92041903790,true", "44051401358,false",
        "4405140135,false",
        "00000000000,false", "44133101350,false"})
    void checksPesel(String pesel, boolean valid) {
        assertThat(Pesel.isValid(pesel)).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({"0000028860,true", "0000000000,false", "28860,false", "00000x8860,false"})
    void checksKrs(String krs, boolean valid) {
        assertThat(KrsNumber.isValid(krs)).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({"PL7740001454,true", "PL7740001455,false", "DE123456789,true", "DE012345678,false", "ATU12345678,true",
        "AT12345678,false",
        "NL123456789B01,true", "FR12345678901,true", "ESA1234567B,true", "ES123456789,false", "US123456789,false",
        "EL123456789,true",
        "GR123456789,false", "D,false"})
    void checksSyntaxOfEuVatNumbers(String number, boolean valid) {
        assertThat(EuVatNumber.isValid(number)).isEqualTo(valid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"biuro@klos.example", "a.b+c@sub.domena.example", "x@y.pl", "anna@żółw.example"})
    void acceptsEmailAddresses(String address) {
        assertThat(EmailAddress.isValid(EmailAddress.normalised(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"biuro", "@klos.example", "biuro@", "biuro@klos", "a b@klos.example", "a..b@klos.example",
        ".a@klos.example",
        "a@klos..example", "a@-klos.example", "a@klos.example\nBcc: x@y.pl", "a@[127.0.0.1]", "a@klos.123"})
    void refusesWhatIsNoEmailAddress(String address) {
        assertThat(EmailAddress.isValid(EmailAddress.normalised(address))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"500 100 200,+48500100200", "+48 500-100-200,+48500100200", "0048 500100200,+48500100200",
        "(22) 123 45 67,+48221234567",
        "+49 30 901820,+4930901820"})
    void writesPhoneNumbersAsE164(String written, String kept) {
        assertThat(PhoneNumber.normalised(written)).isEqualTo(kept);
        assertThat(PhoneNumber.isValid(kept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "abc", "+48", "500100", "+48000000000", "500100200300400", ""})
    void refusesWhatIsNoPhoneNumber(String written) {
        assertThat(PhoneNumber.isValid(PhoneNumber.normalised(written))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"90-001,PL,true", "90001,PL,true", "9000-1,PL,false", "AB-123,PL,false", "10115,DE,true",
        "SW1A 1AA,GB,true", "'<x>',DE,false"})
    void checksPostalCodes(String code, String country, boolean valid) {
        assertThat(PostalCode.isValid(PostalCode.normalised(code, country), country)).isEqualTo(valid);
    }

    @Test
    void knowsCountries() {
        assertThat(Country.isValid(Country.normalised("pl"))).isTrue();
        assertThat(Country.isValid("XX")).isFalse();
        assertThat(Country.isValid("POL")).isFalse();
    }
}
