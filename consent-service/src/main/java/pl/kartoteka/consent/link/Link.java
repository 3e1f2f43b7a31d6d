package pl.kartoteka.consent.link;

import java.time.Instant;

/** What a link opens. A token of one sort opens nothing of another. */
sealed interface Link permits AnswerLink, PreferencesLink, UnsubscribeLink {
    Instant expiresAt();
}
