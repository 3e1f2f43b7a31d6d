package pl.kartoteka.jobs;

import org.jspecify.annotations.Nullable;

/**
 * What a step has come to.
 *
 * @param checkpoint where to go on from
 * @param done how much is done in all
 * @param total how much there is to do; null leaves it as it was
 * @param report what to show of the work so far, as JSON; null leaves it as it was
 * @param last whether the work ends here, although more steps may be on offer
 */
public record Progress<C>(C checkpoint, long done, @Nullable Long total, @Nullable Object report, boolean last) {

    public static <C> Progress<C> at(C checkpoint, long done) {
        return new Progress<>(checkpoint, done, null, null, false);
    }

    public Progress<C> of(long all) {
        return new Progress<>(checkpoint, done, all, report, last);
    }

    public Progress<C> reporting(Object found) {
        return new Progress<>(checkpoint, done, total, found, last);
    }

    public Progress<C> andLast() {
        return new Progress<>(checkpoint, done, total, report, true);
    }

    public Progress<C> andLast(boolean isLast) {
        return new Progress<>(checkpoint, done, total, report, isLast);
    }
}
