package pl.kartoteka.messaging.channel;

import org.jspecify.annotations.Nullable;

/** What came of handing a message to its provider. */
public sealed interface HandOver {

    /** The provider has it. */
    record Accepted(@Nullable String providerId) implements HandOver {}

    /** The provider will never take it. */
    record Refused(String reason) implements HandOver {}

    /** There is no such mailbox: whatever is sent there comes back. */
    record Bounced(String reason) implements HandOver {}

    /** The provider has not taken it and may do so later. */
    record Later(String reason) implements HandOver {}

    /** Nobody knows whether the provider has it. */
    record Unknown(String reason) implements HandOver {}
}
