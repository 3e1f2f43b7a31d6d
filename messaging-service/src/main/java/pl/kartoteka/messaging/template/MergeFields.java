package pl.kartoteka.messaging.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Recipient;

/**
 * Placeholders filled per recipient, {@code {{client.shortName}}}; what stands between {@code {{#client.nip}}} and
 * {@code {{/client.nip}}} is left out for a client without it.
 */
final class MergeFields {
    private static final Set<String> NAMES = Set.of(
            "client.name", "client.shortName", "client.firstName", "client.lastName", "client.nip", "client.city",
            "links.unsubscribe", "links.preferences");
    private static final String CUSTOM = "custom.";
    private static final Pattern CUSTOM_NAME = Pattern.compile("client\\.custom\\.[A-Za-z0-9_-]+");
    /** Unescaped values, other delimiters, comments, partials: nothing a message needs, and ways around the escaping. */
    private static final Pattern BEYOND = Pattern.compile("\\{\\{\\s*[{&=>!<$]");

    private MergeFields() {}

    /** The code of what is wrong with the text; null when nothing is. */
    static @Nullable String problem(String text) {
        if (BEYOND.matcher(text).find()) {
            return "template.syntax";
        }
        try {
            var names = new Names();
            compiled(text, false).visit(names);
            if (names.unclosed) {
                return "template.syntax";
            }
            return names.found.stream().allMatch(MergeFields::exists) ? null : "merge-field.unknown";
        } catch (MustacheException _) {
            return "template.syntax";
        }
    }

    /** @throws MustacheException.Context when the recipient lacks a field; its key names it */
    static String fill(String text, boolean html, Recipient recipient, MessageLinks links) {
        return compiled(text, html).execute(Map.of("client", values(recipient), "links", links.fields()));
    }

    private static Template compiled(String text, boolean html) {
        return Mustache.compiler().escapeHTML(html).compile(text);
    }

    private static boolean exists(String name) {
        return NAMES.contains(name) || CUSTOM_NAME.matcher(name).matches();
    }

    private static Map<String, Object> values(Recipient recipient) {
        var values = new HashMap<String, Object>();
        var custom = new HashMap<String, String>();
        recipient.fields().forEach((name, value) -> {
            if (name.startsWith(CUSTOM)) {
                custom.put(name.substring(CUSTOM.length()), value);
            } else {
                values.put(name, value);
            }
        });
        values.put("custom", custom);
        return values;
    }

    private static final class Names implements Mustache.Visitor {
        private final List<String> found = new ArrayList<>();
        private boolean unclosed;

        @Override
        public void visitText(String text) {
            unclosed |= text.contains("{{");
        }

        @Override
        public void visitVariable(String name) {
            found.add(name);
        }

        @Override
        public boolean visitInclude(String name) {
            found.add(name);
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            found.add(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            found.add(name);
            return true;
        }
    }
}
