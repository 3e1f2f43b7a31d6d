package pl.kartoteka.messaging.template;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.kartoteka.messaging.template.SmsSize.Encoding;

import static org.assertj.core.api.Assertions.assertThat;

class SmsSizeTest {

    @ParameterizedTest
    @CsvSource({
        "a, 160, GSM_7, 160, 1",
        "a, 161, GSM_7, 161, 2",
        "a, 306, GSM_7, 306, 2",
        "a, 307, GSM_7, 307, 3",
        "€,  80, GSM_7, 160, 1",
        "€,  81, GSM_7, 162, 2",
        "ł,  70, UCS_2,  70, 1",
        "ó,  71, UCS_2,  71, 2",
        "ż, 134, UCS_2, 134, 2",
        "ż, 135, UCS_2, 135, 3",
        "🍞, 35, UCS_2,  70, 1",
        "🍞, 36, UCS_2,  72, 2"
    })
    void countsLengthAndParts(String character, int times, Encoding encoding, int length, int parts) {
        assertThat(SmsSize.of(character.repeat(times))).isEqualTo(new SmsSize(encoding, length, parts));
    }

    @Test
    void neitherSplitsAnEscapedCharacterNorASurrogatePair() {
        assertThat(SmsSize.of("a".repeat(152) + "€" + "a".repeat(152)).parts()).isEqualTo(3);
        assertThat(SmsSize.of("ł".repeat(66) + "🍞" + "ł".repeat(66)).parts()).isEqualTo(3);
    }

    @Test
    void everyPolishDiacriticIsOutsideTheGsmAlphabet() {
        "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ".chars()
                .forEach(letter -> assertThat(SmsSize.of(Character.toString(letter)).encoding())
                        .isEqualTo(Encoding.UCS_2));
    }
}
