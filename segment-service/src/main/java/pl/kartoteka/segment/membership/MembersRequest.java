package pl.kartoteka.segment.membership;

import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Many clients at once. */
record MembersRequest(
        @NotNull(message = "{required}") @Size(min = 1, max = 5_000, message = "{members.count}") List<@NotNull(message = "{required}") UUID> clientIds) {}
