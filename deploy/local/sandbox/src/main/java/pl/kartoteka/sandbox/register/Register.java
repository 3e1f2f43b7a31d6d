package pl.kartoteka.sandbox.register;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The four registers, with the name they have in addresses and the one a person knows. */
public enum Register {
    GUS("GUS REGON (BIR)", "/gus/wsBIR/UslugaBIRzewnPubl.svc"),
    CEIDG("CEIDG", "/ceidg/api/ceidg/v3/"),
    WHITELIST("Biała lista VAT", "/whitelist/api/"),
    VIES("VIES", "/vies/rest-api/");

    private final String title;
    private final String address;

    Register(String title, String address) {
        this.title = title;
        this.address = address;
    }

    public static Optional<Register> named(String name) {
        return Arrays.stream(values()).filter(register -> register.id().equals(name)).findFirst();
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }

    public String address() {
        return address;
    }
}
