package pl.kartoteka.consent.seal;

import java.time.Instant;
import java.util.Base64;

import tools.jackson.databind.JsonNode;

/**
 * @param head canonical JSON: what the signature is over
 * @param hash SHA-256 of the head: kept elsewhere, it shows later that nothing before it was rewritten
 * @param signature Ed25519 in Base64
 */
record SignedHeadResponse(
        long number,
        Instant signedAt,
        long chains,
        long entries,
        String root,
        String previous,
        String head,
        String hash,
        String signature,
        String keyId) {

    static SignedHeadResponse of(SignedHead head) {
        JsonNode says = head.says();
        return new SignedHeadResponse(
                head.number(),
                Instant.parse(says.path("signedAt").asString()),
                says.path("chains").asLong(),
                says.path("entries").asLong(),
                says.path("root").asString(),
                says.path("previous").asString(),
                head.head(),
                head.hash(),
                Base64.getEncoder().encodeToString(head.signature()),
                says.path("keyId").asString());
    }
}
