package pl.kartoteka.consent.purpose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a consent is given for.
 *
 * @param validityDays how long a granted consent holds; null for ever
 */
public record Purpose(
        String code,
        String name,
        @Nullable String description,
        LegalBasis legalBasis,
        List<Channel> channels,
        @Nullable Integer validityDays,
        List<PurposeText> texts,
        boolean active,
        long version) {

    static final String CODE = "[A-Z][A-Z0-9_]{1,63}";

    public Purpose {
        channels = channels.stream().distinct().sorted().toList();
        texts = List.copyOf(texts);
    }

    static Purpose define(DefinePurpose command) {
        return new Purpose(
                command.code(),
                command.name(),
                command.description(),
                command.legalBasis(),
                command.channels(),
                command.validityDays(),
                grown(List.of(), command.texts()),
                true,
                1);
    }

    /**
     * The purpose after a change of what may change. The legal basis may not, and a purpose that rests on consent opens no
     * further channel: nobody agreed to that. Texts that exist stay as they are; new ones are added.
     */
    Purpose change(ChangePurpose change) {
        if (change.legalBasis() != legalBasis) {
            throw new PurposeMeaningFixed(code, "legalBasis");
        }
        if (legalBasis == LegalBasis.CONSENT && !channels.containsAll(change.channels())) {
            throw new PurposeMeaningFixed(code, "channels");
        }
        return new Purpose(
                code,
                change.name(),
                change.description(),
                legalBasis,
                change.channels(),
                change.validityDays(),
                grown(texts, change.texts()),
                change.active(),
                version + 1);
    }

    Purpose retire() {
        return new Purpose(
                code, name, description, legalBasis, channels, validityDays, texts, false, version + 1);
    }

    /** The same purpose with what may change of it and counts in decisions. */
    Purpose heldAs(List<Channel> channels, boolean active) {
        return new Purpose(
                code, name, description, legalBasis, channels, validityDays, texts, active, version);
    }

    public boolean opens(Channel channel) {
        return channels.contains(channel);
    }

    /** The text of that version: in the language given, else in any. */
    public Optional<PurposeText> text(int textVersion, @Nullable String language) {
        return texts.stream()
                .filter(text -> text.version() == textVersion)
                .filter(text -> language == null || text.language().equals(language))
                .findFirst();
    }

    /** Whether an answer of the person means anything: to a consent, or as an objection to a legitimate interest. */
    public boolean takesAnswers() {
        return Set.of(LegalBasis.CONSENT, LegalBasis.LEGITIMATE_INTEREST).contains(legalBasis);
    }

    /** Whether a refusal is an objection (GDPR article 21): it stands until the person lifts it. */
    public boolean takesObjections() {
        return legalBasis == LegalBasis.LEGITIMATE_INTEREST;
    }

    private static List<PurposeText> grown(List<PurposeText> existing, List<NewText> given) {
        List<PurposeText> all = new ArrayList<>(existing);
        for (NewText text : given) {
            Integer version = text.version();
            Optional<PurposeText> known = version == null
                    ? Optional.empty()
                    : all.stream()
                            .filter(old -> old.language().equals(text.language()) && old.version() == version)
                            .findFirst();
            if (known.isEmpty()) {
                all.add(new PurposeText(
                        text.language(), version == null ? nextVersion(all, text.language()) : version, text.text()));
            } else if (!known.get().text().equals(text.text())) {
                throw new PurposeTextFixed(text.language(), known.get().version());
            }
        }
        return all;
    }

    private static int nextVersion(List<PurposeText> texts, String language) {
        return texts.stream()
                .filter(text -> text.language().equals(language))
                .mapToInt(PurposeText::version)
                .max()
                .orElse(0)
                + 1;
    }
}
