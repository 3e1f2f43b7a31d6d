package pl.kartoteka.client.sensitive;

import java.util.Base64;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SensitiveDataTest {
    private static final UUID OWNER = UUID.fromString("01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21");
    private final SensitiveData sensitive = with((byte) 1);

    @Test
    void opensWhatItSealed() {
        assertThat(sensitive.open(sensitive.seal("44051401359", OWNER), OWNER)).isEqualTo("44051401359");
    }

    @Test
    void sealsTheSameValueDifferentlyEachTime() {
        assertThat(sensitive.seal("44051401359", OWNER)).isNotEqualTo(sensitive.seal("44051401359", OWNER));
    }

    @Test
    void opensForNobodyElseAndWithNoOtherKeyAndNotWhenAltered() {
        String sealed = sensitive.seal("44051401359", OWNER);

        assertThatThrownBy(() -> sensitive.open(sealed, UUID.randomUUID())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> with((byte) 2).open(sealed, OWNER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sensitive.open(sealed.substring(0, sealed.length() - 4) + "AAAA", OWNER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("4405");
        assertThatThrownBy(() -> sensitive.open("44051401359", OWNER)).hasMessageNotContaining("4405");
    }

    @Test
    void refusesToStartWithoutProperKey() {
        for (String key : new String[]{"", " ", "short", Base64.getEncoder().encodeToString(new byte[16])}) {
            assertThatThrownBy(() -> new SensitiveDataProperties(key)).hasMessageContaining("KARTOTEKA_SENSITIVE_KEY");
        }
        assertThat(new SensitiveDataProperties(Base64.getEncoder().encodeToString(new byte[32])))
                .hasToString("key: ***");
    }

    private static SensitiveData with(byte fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, fill);
        return new SensitiveData(new SensitiveDataProperties(Base64.getEncoder().encodeToString(key)));
    }
}
