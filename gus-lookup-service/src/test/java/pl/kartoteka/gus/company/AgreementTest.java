package pl.kartoteka.gus.company;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.kartoteka.gus.register.RegisterAddress;

import static org.assertj.core.api.Assertions.assertThat;

class AgreementTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PIEKARNIA \"ZŁOTY KŁOS\" SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ|Piekarnia Złoty Kłos sp. z o.o.|true",
        "ALFA S.A.|ALFA SPÓŁKA AKCYJNA|true",
        "ALFA S.A.|BETA S.A.|false",
        "ALFA SP. Z O.O.|ALFA SP. Z O.O. W LIKWIDACJI|false"})
    void comparesNamesNotTheirWriting(String one, String other, boolean agree) {
        assertThat(Agreement.names(one, other)).isEqualTo(agree);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "UL. KOLEJOWA 5/2, 90001 ŁÓDŹ|Kolejowa 5/2, 90-001 Łódź|true",
        "KOLEJOWA 5/2, 90-001 ŁÓDŹ|KOLEJOWA 5, 90-001 ŁÓDŹ|true",
        "KOLEJOWA 5/2, 90-001 ŁÓDŹ|KOLEJOWA 52, 90-001 ŁÓDŹ|false",
        "KOLEJOWA 5, 90-001 ŁÓDŹ|NOWA 5, 90-001 ŁÓDŹ|false",
        "RATHAUSPLATZ 1, 1010 WIEN|Rathausplatz 1, 1010 Wien|true"})
    void comparesAddressesByTheirParts(String one, String other, boolean agree) {
        assertThat(Agreement.addresses(CompanyAddress.of(RegisterAddress.ofLine(one)),
                CompanyAddress.of(RegisterAddress.ofLine(other)))).isEqualTo(agree);
    }

    @ParameterizedTest
    @CsvSource({"+48 42 000 01 00,420000100,true", "420000100,420000101,false"})
    void comparesPhonesByTheirNationalDigits(String one, String other, boolean agree) {
        assertThat(Agreement.phones(one, other)).isEqualTo(agree);
    }

    @ParameterizedTest
    @CsvSource({"https://www.klos.example/,klos.example,true", "klos.example,klosy.example,false"})
    void comparesWebsitesByHost(String one, String other, boolean agree) {
        assertThat(Agreement.websites(one, other)).isEqualTo(agree);
    }

    @Test
    void doesNotCompareCodesOfDifferentClassifications() {
        var bakery = List.of(new CompanyActivity("10.71.Z", null, "2007", true));

        assertThat(Agreement.activities(bakery, List.of(new CompanyActivity("10.71.Z", null, "2007", false)))).isTrue();
        assertThat(Agreement.activities(bakery, List.of(new CompanyActivity("62.01.Z", null, "2007", true)))).isFalse();
        assertThat(Agreement.activities(bakery, List.of(new CompanyActivity("62.10.B", null, "2025", true)))).isTrue();
    }
}
