package pl.kartoteka.client.link;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.Site;
import pl.kartoteka.problem.ChecksItself;

/**
 * Leads to another client, or to what has a page, a number in some system, or both.
 *
 * @param type a code of the users' own, e.g. OFFER, ORDER, CONTRACT, PROJECT, PAGE; of another client what this one is to that one, e.g. SUPPLIER_OF
 * @param system in which {@code objectId} is known
 */
record LinkRequest(
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,49}", message = "{link-type.invalid}") String type,
        @Nullable @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String title,
        @Nullable @Size(max = 2000) String url,
        @Nullable @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,49}", message = "{code.invalid}") String system,
        @Nullable @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String objectId,
        @Nullable UUID clientId,
        @Nullable @Size(max = 2000) @Pattern(regexp = "[\\P{Cntrl}\\r\\n\\t]*", message = "{text.control-characters}") String note)
        implements
            ChecksItself {

    LinkRequest {
        title = stripped(title);
        url = url == null ? null : new Site(url, null).url();
        system = stripped(system);
        objectId = stripped(objectId);
        note = stripped(note);
    }

    static LinkRequest of(Link link) {
        return new LinkRequest(link.type(), link.title(), link.url(), link.system(), link.objectId(),
                link.linkedClientId(), link.note());
    }

    @Override
    public void check(Errors errors) {
        boolean thing = url != null || system != null || objectId != null;
        if (clientId == null && !thing) {
            errors.add("url", "link.leads-nowhere");
        }
        if (clientId != null && thing) {
            errors.add("clientId", "link.leads-two-ways");
        }
        if (clientId == null && title == null) {
            errors.add("title", "required");
        }
        if (url != null && !Site.isValid(url)) {
            errors.add("url", "site.invalid");
        }
        if (system == null && objectId != null) {
            errors.add("system", "required");
        }
        if (system != null && objectId == null) {
            errors.add("objectId", "required");
        }
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public String toString() {
        return "link";
    }
}
