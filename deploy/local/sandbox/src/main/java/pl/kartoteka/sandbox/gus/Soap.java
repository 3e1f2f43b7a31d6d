package pl.kartoteka.sandbox.gus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import pl.kartoteka.sandbox.http.Reply;

/** SOAP 1.2 with WS-Addressing on the way in, MTOM on the way out. */
final class Soap {

    static final String ENVELOPE = "http://www.w3.org/2003/05/soap-envelope";
    static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";
    static final String PUBLIC = "http://CIS/BIR/PUBL/2014/07";
    static final String DATA_CONTRACT = "http://CIS/BIR/PUBL/2014/07/DataContract";
    static final String GENERAL = "http://CIS/BIR/2014/07";

    /** A call: where to, which action, and the element of the operation with its parameters. */
    record Call(String to, String action, Element operation) {

        String parameter(String name) {
            return children(operation).filter(child -> child.getLocalName().equals(name)
                    && operation.getNamespaceURI().equals(child.getNamespaceURI()))
                    .map(child -> child.getTextContent().strip()).findFirst().orElse("");
        }

        /** The members of the structure with this name that are filled, in the namespace of the data contract. */
        Map<String, String> structure(String name) {
            var members = new HashMap<String, String>();
            children(operation).filter(child -> child.getLocalName().equals(name)).flatMap(Soap::children)
                    .filter(member -> DATA_CONTRACT.equals(member.getNamespaceURI()))
                    .filter(member -> !member.getTextContent().isBlank())
                    .forEach(member -> members.put(member.getLocalName(), member.getTextContent().strip()));
            return members;
        }
    }

    private Soap() {}

    /** Empty when there is no envelope, no WS-Addressing header or no operation: WCF answers that with a bare 400. */
    static Optional<Call> read(byte[] message) {
        try {
            var envelope = parser().parse(new ByteArrayInputStream(message)).getDocumentElement();
            if (!envelope.getLocalName().equals("Envelope") || !ENVELOPE.equals(envelope.getNamespaceURI())) {
                return Optional.empty();
            }
            var to = header(envelope, "To");
            var action = header(envelope, "Action");
            var operation = child(envelope, ENVELOPE, "Body").flatMap(body -> children(body).findFirst());
            return to.isEmpty() || action.isEmpty()
                    ? Optional.empty()
                    : operation.map(element -> new Call(to.get(), action.get(), element));
        } catch (SAXException | IOException _) {
            return Optional.empty();
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;");
    }

    static Reply result(Call call, String result) {
        var operation = call.operation().getLocalName();
        var body = "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult></%1$sResponse>".formatted(operation,
                call.operation().getNamespaceURI(), escape(result));
        return mtom(200, call.action() + "Response", body);
    }

    static Reply fault(String subcode, String reason) {
        var body = """
                <s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>a:%s</s:Value></s:Subcode></s:Code>\
                <s:Reason><s:Text xml:lang="pl-PL">%s</s:Text></s:Reason></s:Fault>""".formatted(subcode,
                escape(reason));
        return mtom(500, ADDRESSING + "/soap/fault", body);
    }

    private static Reply mtom(int status, String action, String body) {
        var envelope = """
                <s:Envelope xmlns:s="%s" xmlns:a="%s"><s:Header><a:Action s:mustUnderstand="1">%s</a:Action></s:Header>\
                <s:Body>%s</s:Body></s:Envelope>""".formatted(ENVELOPE, ADDRESSING, action, body);
        var boundary = "uuid:" + UUID.randomUUID() + "+id=1";
        var part = """
                --%1$s
                Content-ID: <http://tempuri.org/0>
                Content-Transfer-Encoding: 8bit
                Content-Type: application/xop+xml;charset=utf-8;type="application/soap+xml"

                %2$s
                --%1$s--
                """.replace("\n", "\r\n").formatted(boundary, envelope);
        return Reply.of(status, """
                multipart/related; type="application/xop+xml";start="<http://tempuri.org/0>";boundary="%s";\
                start-info="application/soap+xml\"""".formatted(boundary), part).header("MIME-Version", "1.0");
    }

    private static Optional<String> header(Element envelope, String name) {
        return child(envelope, ENVELOPE, "Header").flatMap(header -> child(header, ADDRESSING, name))
                .map(element -> element.getTextContent().strip()).filter(text -> !text.isEmpty());
    }

    private static Optional<Element> child(Element parent, String namespace, String name) {
        return children(parent).filter(child -> namespace.equals(child.getNamespaceURI())
                && name.equals(child.getLocalName())).findFirst();
    }

    private static Stream<Element> children(Node parent) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).filter(Element.class::isInstance)
                .map(Element.class::cast);
    }

    private static DocumentBuilder parser() {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var parser = factory.newDocumentBuilder();
            parser.setErrorHandler(new Silence());
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The parser's own handler writes to the console. */
    private static final class Silence implements ErrorHandler {

        @Override
        public void warning(SAXParseException exception) {}

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
