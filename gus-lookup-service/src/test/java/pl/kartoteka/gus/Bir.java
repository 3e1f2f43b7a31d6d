package pl.kartoteka.gus;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

/** Answers of BIR as they come over the wire. */
public final class Bir {
    private Bir() {}

    @SafeVarargs
    public static String rows(Map<String, String>... rows) {
        return Arrays.stream(rows)
                .map(row -> row.entrySet().stream()
                        .map(field -> "<" + field.getKey() + ">" + field.getValue() + "</" + field.getKey() + ">")
                        .collect(Collectors.joining("", "<dane>", "</dane>")))
                .collect(Collectors.joining("", "<root>", "</root>"));
    }

    public static Map<String, String> with(Map<String, String> row, String field, String value) {
        var changed = new TreeMap<>(row);
        changed.put(field, value);
        return changed;
    }

    public static ResponseDefinitionBuilder answer(String operation, String result) {
        return message(mtom(envelope(operation, escaped(result))));
    }

    public static ResponseDefinitionBuilder message(String body) {
        return aResponse()
                .withHeader("Content-Type", "multipart/related; type=\"application/xop+xml\"; "
                        + "start=\"<http://tempuri.org/0>\"; boundary=\"uuid:demo+id=1\"; "
                        + "start-info=\"application/soap+xml\"")
                .withBody(body);
    }

    public static String mtom(String envelope) {
        return "--uuid:demo+id=1\r\n"
                + "Content-ID: <http://tempuri.org/0>\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n"
                + "Content-Type: application/xop+xml;charset=utf-8;type=\"application/soap+xml\"\r\n\r\n"
                + envelope
                + "\r\n--uuid:demo+id=1--\r\n";
    }

    public static String envelope(String operation, String result) {
        return """
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">
                <s:Header><a:Action s:mustUnderstand="1">http://CIS/BIR/PUBL/2014/07/%1$sResponse</a:Action></s:Header>
                <s:Body><%1$sResponse xmlns="http://CIS/BIR/PUBL/2014/07"><%1$sResult>%2$s</%1$sResult></%1$sResponse>
                </s:Body></s:Envelope>""".formatted(operation, result);
    }

    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
