package pl.kartoteka.client.card;

import java.net.URI;
import java.net.URISyntaxException;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A page of the client on the web. */
public record Site(@NotNull @Size(max = 500) String url, @Nullable @Size(max = 100) String name) {
    @SuppressWarnings("NullAway") // null stays for validation to name
    public Site {
        url = Texts.clean(url);
        url = url == null || url.contains("://") || !url.contains(".") ? url : "https://" + url;
        name = Texts.clean(name);
    }

    /** Only what a browser opens as a page: a link of another kind could do anything. */
    public static boolean isValid(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
