package pl.kartoteka.gus.bir;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import pl.kartoteka.gus.register.HttpReply;
import pl.kartoteka.gus.register.RegisterFailure;

/** The SOAP envelope inside an answer of WCF: the root part of an MTOM message, or the whole body of a plain one. */
final class Mtom {
    private Mtom() {}

    static byte[] envelope(HttpReply reply) {
        var type = reply.mediaType();
        if (type == null) {
            throw RegisterFailure.broken("BIR: no Content-Type");
        }
        if (type.getType().equals("multipart")) {
            return rootPart(reply.body(), type);
        }
        if (type.getSubtype().endsWith("xml")) {
            return reply.body();
        }
        throw RegisterFailure.broken("BIR: Content-Type " + type.getType() + "/" + type.getSubtype());
    }

    private static byte[] rootPart(byte[] body, MediaType type) {
        var boundary = type.getParameter("boundary");
        if (boundary == null) {
            throw RegisterFailure.broken("BIR: multipart without a boundary");
        }
        // Latin-1 maps every byte to one char and back, so that positions and bytes of the parts survive.
        var text = new String(body, StandardCharsets.ISO_8859_1);
        var delimiter = "--" + unquoted(boundary);
        var start = unquoted(type.getParameter("start"));
        for (var at = text.indexOf(delimiter); at >= 0;) {
            var next = text.indexOf("\n" + delimiter, at + delimiter.length());
            if (next < 0) {
                break;
            }
            var part = text.substring(at + delimiter.length(), next);
            var content = content(part, start);
            if (content != null) {
                return content.getBytes(StandardCharsets.ISO_8859_1);
            }
            at = next + 1;
        }
        throw RegisterFailure.broken("BIR: MTOM message without its root part");
    }

    /** Null when it is another part than the root; without a {@code start} the first part is the root. */
    private static @Nullable String content(String part, @Nullable String start) {
        var windows = part.indexOf("\r\n\r\n");
        var unix = part.indexOf("\n\n");
        var end = windows >= 0 ? windows : unix;
        if (end < 0) {
            throw RegisterFailure.broken("BIR: MTOM part without headers");
        }
        var headers = part.substring(0, end);
        if (start != null && !start.equals(header(headers, "content-id"))) {
            return null;
        }
        var encoding = header(headers, "content-transfer-encoding");
        if (encoding != null && !encoding.toLowerCase(Locale.ROOT).matches("7bit|8bit|binary")) {
            throw RegisterFailure.broken("BIR: MTOM part in encoding " + encoding);
        }
        return part.substring(end + (windows >= 0 ? 4 : 2));
    }

    private static @Nullable String header(String headers, String name) {
        return headers.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String unquoted(@Nullable String value) {
        return value == null ? null : value.replaceAll("^\"|\"$", "");
    }
}
