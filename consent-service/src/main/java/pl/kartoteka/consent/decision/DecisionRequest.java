package pl.kartoteka.consent.decision;

import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.purpose.Channel;

/** @param channel left out for a purpose that reaches nobody, like profiling */
record DecisionRequest(
        @NotBlank @Size(max = 64) String purpose,
        @Nullable Channel channel,
        @NotNull @Size(min = 1, max = 10_000) List<@NotNull UUID> clientIds) {}
