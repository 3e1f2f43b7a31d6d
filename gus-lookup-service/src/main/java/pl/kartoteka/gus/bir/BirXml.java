package pl.kartoteka.gus.bir;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import pl.kartoteka.gus.register.RegisterFailure;

/** Reads the XML of BIR with a parser that takes no DTD and no entities, whatever the answer holds. */
final class BirXml {
    private static final XMLInputFactory PARSERS = hardened();

    private BirXml() {}

    /** The text of the operation's result element; empty when it is empty or left out. */
    static String result(byte[] envelope, BirOperation operation) {
        try {
            var reader = PARSERS.createXMLStreamReader(new ByteArrayInputStream(envelope));
            var answered = false;
            var result = "";
            while (reader.hasNext()) {
                var event = next(reader);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    var name = reader.getLocalName();
                    if (name.equalsIgnoreCase("Fault")) {
                        throw RegisterFailure.broken("BIR: SOAP fault");
                    }
                    answered |= name.equalsIgnoreCase(operation.element() + "Response");
                    if (name.equalsIgnoreCase(operation.element() + "Result")) {
                        result = reader.getElementText().strip();
                    }
                }
            }
            if (!answered) {
                throw RegisterFailure.broken("BIR: answer without " + operation.element() + "Response");
            }
            return result;
        } catch (XMLStreamException e) {
            throw RegisterFailure.of(RegisterFailure.Reason.BROKEN_ANSWER, "BIR: unreadable envelope", e);
        }
    }

    /** The rows of an inner document: {@code <root><dane><field>text</field>…</dane>…</root>}. */
    static List<BirRow> rows(String document) {
        var rows = new ArrayList<BirRow>();
        if (document.isBlank()) {
            return rows;
        }
        try {
            var reader = PARSERS.createXMLStreamReader(new StringReader(document));
            var depth = 0;
            while (reader.hasNext()) {
                switch (next(reader)) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        if (depth == 2) {
                            rows.add(new BirRow());
                        } else if (depth == 3) {
                            rows.getLast().put(reader.getLocalName(), reader.getElementText());
                            depth--;
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    default -> {
                        // Text between elements is layout.
                    }
                }
            }
            return rows;
        } catch (XMLStreamException e) {
            throw RegisterFailure.of(RegisterFailure.Reason.BROKEN_ANSWER, "BIR: unreadable inner document", e);
        }
    }

    private static int next(XMLStreamReader reader) throws XMLStreamException {
        var event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw RegisterFailure.broken("BIR: document with a DTD");
        }
        return event;
    }

    private static XMLInputFactory hardened() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("external entity (expected: none)");
        });
        return factory;
    }
}
