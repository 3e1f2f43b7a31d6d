package pl.kartoteka.sandbox.gus;

import java.util.List;

/** TERYT symbols: the even numbers from 02, in alphabetical order of the names. */
final class Voivodeships {

    private static final List<String> NAMES = List.of("DOLNOŚLĄSKIE", "KUJAWSKO-POMORSKIE", "LUBELSKIE", "LUBUSKIE",
            "ŁÓDZKIE", "MAŁOPOLSKIE", "MAZOWIECKIE", "OPOLSKIE", "PODKARPACKIE", "PODLASKIE", "POMORSKIE", "ŚLĄSKIE",
            "ŚWIĘTOKRZYSKIE", "WARMIŃSKO-MAZURSKIE", "WIELKOPOLSKIE", "ZACHODNIOPOMORSKIE");

    private Voivodeships() {}

    static String symbol(String name) {
        return "%02d".formatted(2 * (NAMES.indexOf(name) + 1));
    }
}
