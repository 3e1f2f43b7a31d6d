package pl.kartoteka.sandbox.company;

import org.jspecify.annotations.Nullable;

/** A Polish address; in a village without streets there is only a number. */
public record Address(@Nullable String street, String building, @Nullable String unit, String postalCode, String city,
        @Nullable String postOffice, String voivodeship, String county, String commune) {

    public String post() {
        return postOffice == null ? city : postOffice;
    }

    /** "ul. Kolejowa 5/2" or, without a street, "Wólka Testowa 44". */
    public String firstLine() {
        var number = unit == null ? building : building + "/" + unit;
        return (street == null ? city : street) + " " + number;
    }

    public String secondLine() {
        return postalCode + " " + post();
    }
}
