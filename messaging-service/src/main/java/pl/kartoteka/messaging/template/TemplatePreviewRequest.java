package pl.kartoteka.messaging.template;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;

record TemplatePreviewRequest(@NotNull UUID clientId) {}
