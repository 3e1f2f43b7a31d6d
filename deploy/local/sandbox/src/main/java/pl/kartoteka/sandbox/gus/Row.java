package pl.kartoteka.sandbox.gus;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.sandbox.company.Address;

/** One {@code <dane>} of the XML inside the XML: fields in order; what has no value is an empty element. */
record Row(Map<String, String> fields) {

    Row() {
        this(new LinkedHashMap<>());
    }

    Row put(String name, @Nullable String value) {
        fields.put(name, value == null ? "" : value);
        return this;
    }

    Row put(String name, @Nullable LocalDate value) {
        return put(name, value == null ? null : value.toString());
    }

    Row put(String name, int value) {
        return put(name, Integer.toString(value));
    }

    /** A symbol and its name, as REGON writes everything it keeps a dictionary for. */
    Row pair(String name, @Nullable String symbol, @Nullable String text) {
        return put(name + "_Symbol", symbol).put(name + "_Nazwa", text);
    }

    /** An address the way full reports write it: the postal code without its dash. */
    Row address(String prefix, Address address) {
        return put(prefix + "Kraj_Symbol", "PL")
                .put(prefix + "Wojewodztwo_Symbol", Voivodeships.symbol(address.voivodeship()))
                .put(prefix + "Powiat_Symbol", "")
                .put(prefix + "Gmina_Symbol", "")
                .put(prefix + "KodPocztowy", address.postalCode().replace("-", ""))
                .put(prefix + "MiejscowoscPoczty_Symbol", "")
                .put(prefix + "Miejscowosc_Symbol", "")
                .put(prefix + "Ulica_Symbol", "")
                .put(prefix + "NumerNieruchomosci", address.building())
                .put(prefix + "NumerLokalu", address.unit())
                .put(prefix + "NietypoweMiejsceLokalizacji", "")
                .put(prefix + "Kraj_Nazwa", "POLSKA")
                .put(prefix + "Wojewodztwo_Nazwa", address.voivodeship())
                .put(prefix + "Powiat_Nazwa", address.county())
                .put(prefix + "Gmina_Nazwa", address.commune())
                .put(prefix + "Miejscowosc_Nazwa", address.city())
                .put(prefix + "MiejscowoscPoczty_Nazwa", address.post())
                .put(prefix + "Ulica_Nazwa", address.street());
    }

    static String document(List<Row> rows) {
        var xml = new StringBuilder("<root>");
        for (var row : rows) {
            xml.append("\r\n  <dane>");
            row.fields.forEach((name, value) -> {
                xml.append("\r\n    <").append(name);
                if (value.isEmpty()) {
                    xml.append(" />");
                } else {
                    xml.append('>').append(Soap.escape(value)).append("</").append(name).append('>');
                }
            });
            xml.append("\r\n  </dane>");
        }
        return xml.append("\r\n</root>").toString();
    }
}
