package pl.kartoteka.gus.company;

import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** When two registers say the same in their own ways of writing. */
final class Agreement {
    private Agreement() {}

    /** Of what is shown letter by letter nobody expects that it agrees. */
    static <T> BiPredicate<T, T> any() {
        return (_, _) -> true;
    }

    /** Case, spaces, quotes and dots are writing; so is a legal form in full or abbreviated. */
    static boolean names(String one, String other) {
        return bare(Readable.name(one)).equals(bare(Readable.name(other)));
    }

    /** Where one of them is a line that cannot be taken apart, the lines. What only one of them says is no contradiction. */
    static boolean addresses(CompanyAddress one, CompanyAddress other) {
        if (one.city() == null || other.city() == null) {
            return bare(one.line()).equals(bare(other.line()));
        }
        return sameWhereBoth(one, other, CompanyAddress::street)
                && sameWhereBoth(one, other, CompanyAddress::building)
                && sameWhereBoth(one, other, CompanyAddress::unit)
                && sameWhereBoth(one, other, CompanyAddress::postalCode)
                && sameWhereBoth(one, other, CompanyAddress::city);
    }

    /** Codes of different versions of the classification cannot be compared. */
    static boolean activities(List<CompanyActivity> one, List<CompanyActivity> other) {
        var versions = one.stream().map(CompanyActivity::version).filter(Objects::nonNull).collect(Collectors.toSet());
        var comparable = other.stream().map(CompanyActivity::version).allMatch(versions::contains);
        return !comparable || codes(one).equals(codes(other));
    }

    /** By their last nine digits: the prefix of the country is often left out. */
    static boolean phones(String one, String other) {
        return national(one).equals(national(other));
    }

    static boolean websites(String one, String other) {
        return host(one).equals(host(other));
    }

    private static boolean sameWhereBoth(
            CompanyAddress one,
            CompanyAddress other,
            Function<CompanyAddress, @Nullable String> part) {
        var left = part.apply(one);
        var right = part.apply(other);
        return left == null || right == null || bare(left).equals(bare(right));
    }

    private static Object codes(List<CompanyActivity> activities) {
        return activities.stream().map(CompanyActivity::code).collect(Collectors.toSet());
    }

    private static String bare(String text) {
        return text.toUpperCase(Readable.POLISH).replaceAll("[^\\p{L}\\d/]", "");
    }

    private static String national(String phone) {
        var digits = phone.replaceAll("\\D", "");
        return digits.length() > 9 ? digits.substring(digits.length() - 9) : digits;
    }

    private static String host(String website) {
        return website.toLowerCase(Readable.POLISH).replaceAll("^https?://|^www\\.|(?<=//)www\\.|/+$", "")
                .replaceFirst("^www\\.", "");
    }
}
