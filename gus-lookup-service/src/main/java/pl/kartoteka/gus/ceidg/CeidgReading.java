package pl.kartoteka.gus.ceidg;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.JsonAnswer;
import pl.kartoteka.gus.register.Pkd;
import pl.kartoteka.gus.register.RegisterAddress;
import pl.kartoteka.gus.register.RegisterFailure;
import tools.jackson.databind.JsonNode;

/** Reads one item of {@code firma}. Absent fields are left out by CEIDG, an address may be an empty object. */
final class CeidgReading {
    private CeidgReading() {}

    static CeidgBusiness business(JsonNode item) {
        var owner = item.path("wlasciciel");
        return new CeidgBusiness(
                JsonAnswer.required(item, "id"),
                JsonAnswer.required(item, "nazwa"),
                JsonAnswer.text(owner, "imie"),
                JsonAnswer.text(owner, "nazwisko"),
                JsonAnswer.text(owner, "nip"),
                JsonAnswer.text(owner, "regon"),
                status(JsonAnswer.required(item, "status")),
                address(item.path("adresDzialalnosci")),
                address(item.path("adresKorespondencyjny")),
                JsonAnswer.items(item, "adresyDzialalnosciDodatkowe").stream()
                        .flatMap(node -> Stream.ofNullable(address(node)))
                        .toList(),
                JsonAnswer.text(item, "email"),
                JsonAnswer.text(item, "telefon"),
                JsonAnswer.text(item, "www"),
                JsonAnswer.text(item, "adresDoreczenElektronicznych"),
                JsonAnswer.date(item, "dataRozpoczecia"),
                JsonAnswer.date(item, "dataZawieszenia"),
                JsonAnswer.date(item, "dataWznowienia"),
                JsonAnswer.date(item, "dataZakonczenia"),
                JsonAnswer.date(item, "dataWykreslenia"),
                pkd(item),
                JsonAnswer.items(item, "spolki").stream()
                        .map(node -> new CeidgBusiness.Partnership(
                                JsonAnswer.text(node, "nip"),
                                JsonAnswer.text(node, "regon"),
                                JsonAnswer.date(node, "dataZawieszenia")))
                        .toList(),
                !JsonAnswer.items(item, "upadlosci").isEmpty());
    }

    private static CeidgBusiness.Status status(String word) {
        return Arrays.stream(CeidgBusiness.Status.values())
                .filter(status -> status.name().equals(word))
                .findFirst()
                .orElseThrow(() -> RegisterFailure.broken("CEIDG: unknown status"));
    }

    private static @Nullable RegisterAddress address(JsonNode node) {
        var address = new RegisterAddress(
                JsonAnswer.text(node, "ulica"),
                JsonAnswer.text(node, "budynek"),
                JsonAnswer.text(node, "lokal"),
                JsonAnswer.text(node, "kod"),
                JsonAnswer.text(node, "miasto"),
                null,
                JsonAnswer.text(node, "gmina"),
                JsonAnswer.text(node, "powiat"),
                JsonAnswer.text(node, "wojewodztwo"),
                JsonAnswer.text(node, "kraj"),
                null);
        return address.isEmpty() ? null : address;
    }

    private static List<Pkd> pkd(JsonNode item) {
        var version = JsonAnswer.text(item, "rokPkd");
        var main = JsonAnswer.text(item.path("pkdGlowny"), "kod");
        return Stream.concat(Stream.of(item.path("pkdGlowny")), JsonAnswer.items(item, "pkd").stream())
                .filter(node -> JsonAnswer.text(node, "kod") != null)
                .map(node -> new Pkd(
                        JsonAnswer.required(node, "kod"),
                        JsonAnswer.text(node, "nazwa"),
                        version,
                        JsonAnswer.required(node, "kod").equals(main)))
                .distinct()
                .toList();
    }
}
