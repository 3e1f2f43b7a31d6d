package pl.kartoteka.consent.page;

import java.util.Map;

/**
 * What a call is answered with.
 *
 * @param template of the page
 * @param model what the page is filled with; also the JSON unless a page needs more than a program does
 */
public record Shown(int status, String template, Object model, Map<String, Object> more) {
    public static Shown page(String template, Object model, Map<String, Object> more) {
        return new Shown(200, template, model, more);
    }

    public Shown withStatus(int other) {
        return new Shown(other, template, model, more);
    }
}
