package pl.kartoteka.sandbox.whitelist;

import java.util.Map;

import pl.kartoteka.sandbox.http.Reply;

/** The codes of the register, with the HTTP status each comes with. */
enum WhitelistError {
    WL_101(400, "Pole 'data' nie może być puste."),
    WL_102(400, "Pole 'data' ma niepoprawny format."),
    WL_103(400, "Data nie może być datą przyszłą."),
    WL_105(400, "Pole 'REGON' ma nieprawidłową długość. Wymagane 9 lub 14 znaków."),
    WL_106(400, "Pole 'REGON' zawiera niedozwolone znaki. Wymagane tylko cyfry."),
    WL_107(400, "Nieprawidłowy REGON."),
    WL_109(400, "Pole 'numer konta' ma nieprawidłową długość. Wymagane 26 znaków."),
    WL_110(400, "Pole 'numer konta' zawiera niedozwolone znaki. Wymagane tylko cyfry."),
    WL_111(400, "Nieprawidłowy numer konta bankowego."),
    WL_113(400, "Pole 'NIP' ma nieprawidłową długość. Wymagane 10 znaków."),
    WL_114(400, "Pole 'NIP' zawiera niedozwolone znaki. Wymagane tylko cyfry."),
    WL_115(400, "Nieprawidłowy NIP."),
    WL_118(400, "Data sprzed zakresu rejestru."),
    WL_130(400, "Przekroczono maksymalną liczbę wartości parametrów."),
    WL_190(404, "Niepoprawne żądanie."),
    WL_191(429, "Przekroczono dzienny limit zapytań dla tego adresu IP.");

    private final int status;
    private final String message;

    WhitelistError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    Map<String, String> body() {
        return Map.of("code", name().replace('_', '-'), "message", message);
    }

    Reply reply() {
        return Reply.json(status, body());
    }
}
