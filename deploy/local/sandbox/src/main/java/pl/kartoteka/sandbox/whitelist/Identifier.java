package pl.kartoteka.sandbox.whitelist;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.sandbox.company.Checksums;
import pl.kartoteka.sandbox.company.Company;

/** What the white list may be asked by, how it checks that, and whom it finds. */
enum Identifier {
    NIP(List.of(10), WhitelistError.WL_113, WhitelistError.WL_114, WhitelistError.WL_115, Checksums::isNip),
    REGON(List.of(9, 14), WhitelistError.WL_105, WhitelistError.WL_106, WhitelistError.WL_107, Checksums::isRegon),
    BANK_ACCOUNT(List.of(26), WhitelistError.WL_109, WhitelistError.WL_110, WhitelistError.WL_111,
            Checksums::isAccount);

    private final List<Integer> lengths;
    private final WhitelistError badLength;
    private final WhitelistError badCharacters;
    private final WhitelistError badChecksum;
    private final Predicate<String> checksum;

    Identifier(List<Integer> lengths, WhitelistError badLength, WhitelistError badCharacters,
            WhitelistError badChecksum, Predicate<String> checksum) {
        this.lengths = lengths;
        this.badLength = badLength;
        this.badCharacters = badCharacters;
        this.badChecksum = badChecksum;
        this.checksum = checksum;
    }

    /** The kind that a segment of a path names, in the singular or the plural. */
    static Optional<Identifier> named(String segment, boolean plural) {
        for (var identifier : values()) {
            var singular = identifier.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (segment.equals(plural ? singular + "s" : singular)) {
                return Optional.of(identifier);
            }
        }
        return Optional.empty();
    }

    @Nullable
    WhitelistError errorIn(String value) {
        if (!lengths.contains(value.length())) {
            return badLength;
        }
        if (!value.chars().allMatch(Character::isDigit)) {
            return badCharacters;
        }
        return checksum.test(value) ? null : badChecksum;
    }

    boolean isOf(Company company, String value) {
        return switch (this) {
            case NIP -> company.nip().equals(value);
            case REGON -> company.regon().equals(value)
                    || company.localUnits().stream().anyMatch(unit -> unit.regon().equals(value));
            case BANK_ACCOUNT -> company.vatEntry().filter(entry -> entry.accounts().contains(value)).isPresent();
        };
    }
}
