package pl.kartoteka.http;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ETagsTest {
    @Test
    void differWithWhatIsShownBesideAndNameTheSameVersion() {
        String alone = ETags.of(3, null);
        String beside = ETags.of(3, 1_764_000_000_000_000L);

        assertThat(beside).isNotEqualTo(alone);
        assertThat(IfMatch.required(alone)).isEqualTo(3);
        assertThat(IfMatch.required(beside)).isEqualTo(3);
    }
}
