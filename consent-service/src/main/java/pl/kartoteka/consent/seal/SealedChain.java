package pl.kartoteka.consent.seal;

import java.util.UUID;

/** How long a chain was when the head of that number was signed, and the hash of its last entry then. */
public record SealedChain(long number, UUID clientId, long length, String hash) {
    /** What goes into the tree of the head. */
    String leaf() {
        return clientId + " " + length + " " + hash;
    }
}
