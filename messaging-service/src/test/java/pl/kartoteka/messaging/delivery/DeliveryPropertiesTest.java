package pl.kartoteka.messaging.delivery;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeliveryPropertiesTest {
    @Test
    void acceptsNoAddressThatCouldBeGuessed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeliveryProperties("https://kartoteka.example/api/v1/public/sms-reports/"))
                .withMessageContaining("expected");
        assertThat(new DeliveryProperties("https://kartoteka.example/0123456789abcdef0123").toString())
                .doesNotContain("0123456789abcdef0123");
    }

    @Test
    void isOpenToNobodyWithoutAnAddress() {
        assertThat(new DeliveryProperties("").isSecret("")).isFalse();
    }
}
