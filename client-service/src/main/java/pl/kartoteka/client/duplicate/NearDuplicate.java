package pl.kartoteka.client.duplicate;

import java.util.List;
import java.util.UUID;

/**
 * Another client that may be the same one.
 *
 * @param matched what the two have in common
 */
public record NearDuplicate(UUID id, String name, List<Match> matched) {
    public enum Match {
        NAME, SIMILAR_NAME, EMAIL, PHONE, ADDRESS, EU_VAT_NUMBER, REGON, KRS
    }
}
