package pl.kartoteka.gus.company;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.kartoteka.gus.register.RegisterAddress;

import static org.assertj.core.api.Assertions.assertThat;

class ReadableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PIEKARNIA ZŁOTY KŁOS SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ|Piekarnia Złoty Kłos sp. z o.o.",
        "FIRMA TESTOWA SP. Z O.O.|Firma Testowa sp. z o.o.",
        "PKN ORLEN SPÓŁKA AKCYJNA|PKN Orlen S.A.",
        "KOWALSKI I WSPÓLNICY SPÓŁKA JAWNA|Kowalski i Wspólnicy sp.j.",
        "\"ŻÓŁW\" NOWAK-KOWALSKA SPÓŁKA KOMANDYTOWA|\"Żółw\" Nowak-Kowalska sp.k.",
        "ALFA SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ SPÓŁKA KOMANDYTOWO-AKCYJNA|Alfa sp. z o.o. S.K.A.",
        "Piekarnia Złoty Kłos Sp. z o.o.|Piekarnia Złoty Kłos Sp. z o.o.",
        "iPhone Naprawa|iPhone Naprawa"})
    void makesNamesReadable(String registered, String readable) {
        assertThat(Readable.name(registered)).isEqualTo(readable);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ul. Kolejowa|Kolejowa", "UL. KOLEJOWA|Kolejowa", "ULICA DŁUGA|Długa",
        "AL. JANA PAWŁA II|al. Jana Pawła II", "Plac Wolności|plac Wolności", "Ulicka|Ulicka"})
    void makesStreetsReadable(String registered, String readable) {
        assertThat(Readable.street(registered)).isEqualTo(readable);
    }

    @Test
    void writesPostalCodesWithTheirHyphen() {
        assertThat(CompanyAddress.postalCode("02672")).isEqualTo("02-672");
        assertThat(CompanyAddress.postalCode("02-672")).isEqualTo("02-672");
        assertThat(CompanyAddress.postalCode("SW1A 1AA")).isEqualTo("SW1A 1AA");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "KOLEJOWA 5/2, 90-001 ŁÓDŹ|Kolejowa|5|2|90-001|Łódź",
        "UL. DŁUGA 12A, 00001 WARSZAWA|Długa|12A||00-001|Warszawa",
        "AL. JANA PAWŁA II 61 m. 5, 01-031 WARSZAWA|al. Jana Pawła II|61|5|01-031|Warszawa"})
    void readsAnAddressOnOneLine(String line, String street, String building, String unit, String code, String city) {
        var address = CompanyAddress.of(RegisterAddress.ofLine(line));

        assertThat(address.street()).isEqualTo(street);
        assertThat(address.building()).isEqualTo(building);
        assertThat(address.unit()).isEqualTo(unit);
        assertThat(address.postalCode()).isEqualTo(code);
        assertThat(address.city()).isEqualTo(city);
    }

    @Test
    void keepsALineItCannotRead() {
        var address = CompanyAddress.of(RegisterAddress.ofLine("RATHAUSPLATZ 1\n1010 WIEN"));

        assertThat(address.line()).isEqualTo("Rathausplatz 1, 1010 Wien");
        assertThat(address.street()).isNull();
    }
}
