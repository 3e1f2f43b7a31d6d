package pl.kartoteka.gus.bir;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The partners of a civil partnership.
 *
 * @param none why there are none
 */
record GusPartners(String regon, List<Partner> partners, @Nullable None none) {

    enum None {
        NOT_CIVIL_PARTNERSHIP, NO_PARTNERS_RECORDED
    }

    record Partner(
            @Nullable String regon,
            @Nullable String firstName,
            @Nullable String secondName,
            @Nullable String lastName,
            @Nullable String businessName) {}
}
