package pl.kartoteka.sandbox.sms;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SmsPartsTest {

    @Test
    void countsSeptets() {
        assertThat(SmsParts.of("a".repeat(160))).isEqualTo(new SmsParts("GSM-7", 160, 1));
        assertThat(SmsParts.of("a".repeat(161))).isEqualTo(new SmsParts("GSM-7", 161, 2));
        assertThat(SmsParts.of("a".repeat(306))).isEqualTo(new SmsParts("GSM-7", 306, 2));
        assertThat(SmsParts.of("a".repeat(307))).isEqualTo(new SmsParts("GSM-7", 307, 3));
    }

    @Test
    void countsTheEuroTwiceAndNeverSplitsIt() {
        assertThat(SmsParts.of("€".repeat(80))).isEqualTo(new SmsParts("GSM-7", 160, 1));
        assertThat(SmsParts.of("€".repeat(153))).isEqualTo(new SmsParts("GSM-7", 306, 3));
    }

    @Test
    void countsUnitsOnceAPolishLetterOccurs() {
        assertThat(SmsParts.of("ó" + "a".repeat(69))).isEqualTo(new SmsParts("UCS-2", 70, 1));
        assertThat(SmsParts.of("ó" + "a".repeat(70))).isEqualTo(new SmsParts("UCS-2", 71, 2));
        assertThat(SmsParts.of("ó" + "a".repeat(134))).isEqualTo(new SmsParts("UCS-2", 135, 3));
    }

    @Test
    void neverSplitsAnEmoji() {
        assertThat(SmsParts.of("😀".repeat(35))).isEqualTo(new SmsParts("UCS-2", 70, 1));
        assertThat(SmsParts.of("😀".repeat(67))).isEqualTo(new SmsParts("UCS-2", 134, 3));
    }
}
