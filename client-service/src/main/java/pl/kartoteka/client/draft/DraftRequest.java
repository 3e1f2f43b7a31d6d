package pl.kartoteka.client.draft;

import jakarta.validation.constraints.NotBlank;

record DraftRequest(@NotBlank String nip) {}
