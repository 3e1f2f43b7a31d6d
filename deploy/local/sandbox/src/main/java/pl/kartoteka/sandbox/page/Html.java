package pl.kartoteka.sandbox.page;

/** Text made safe to stand in HTML, also within the quotes of an attribute. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
