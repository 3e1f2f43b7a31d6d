package pl.kartoteka.consent.receipt;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.ledger.HistoryEntry;
import pl.kartoteka.consent.purpose.LegalBasis;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeText;
import pl.kartoteka.consent.receipt.RecordedConsents.Told;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A consent as JSON-LD, profile {@code record-eu-gdpr} or {@code receipt-eu-gdpr} of the DPV for ISO/IEC TS 27560: a header, the
 * notice that was shown, the processing, and the events in their order. The person is named by the client's id only.
 */
final class ConsentJsonLd {
    private static final String PROFILE = "https://w3id.org/dpv/schema/dpv-27560#";
    private static final String STANDARD = "ISO/IEC TS 27560:2023";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<String, String> STATES = Map.of(
            "NOT_ASKED", "dpv:ConsentUnknown",
            "PENDING", "dpv:ConsentRequested",
            "GRANTED", "dpv:ConsentGiven",
            "REFUSED", "dpv:ConsentRefused",
            "WITHDRAWN", "dpv:ConsentWithdrawn",
            "EXPIRED", "dpv:ConsentExpired");
    private static final Map<LegalBasis, String> BASES = Map.of(
            LegalBasis.CONSENT, "eu-gdpr:A6-1-a",
            LegalBasis.CONTRACT, "eu-gdpr:A6-1-b",
            LegalBasis.LEGAL_OBLIGATION, "eu-gdpr:A6-1-c",
            LegalBasis.VITAL_INTEREST, "eu-gdpr:A6-1-d",
            LegalBasis.PUBLIC_TASK, "eu-gdpr:A6-1-e",
            LegalBasis.LEGITIMATE_INTEREST, "eu-gdpr:A6-1-f");

    private ConsentJsonLd() {}

    static JsonNode record(Told told) {
        ObjectNode record = header(told, "dpv:ConsentRecord", "record-eu-gdpr");
        record.put("@id", recordId(told));
        record.put("dct:issued", told.entries().getFirst().recordedAt().toString());
        record.put("dct:modified", told.entries().getLast().recordedAt().toString());
        body(record, told);
        ArrayNode events = record.putArray("dct:hasPart");
        for (int i = 0; i < told.entries().size(); i++) {
            events.add(event(told, i));
        }
        return record;
    }

    static JsonNode receipt(Told told, Instant issued) {
        HistoryEntry last = told.entries().getLast();
        ObjectNode receipt = header(told, "dpv:ConsentReceipt", "receipt-eu-gdpr");
        receipt.put("@id", recordId(told) + ":receipt:" + last.position());
        receipt.put("dct:issued", issued.toString());
        receipt.putObject("dct:isPartOf").put("@id", recordId(told));
        body(receipt, told);
        receipt.putArray("dct:hasPart").add(event(told, told.entries().size() - 1));
        return receipt;
    }

    private static ObjectNode header(Told told, String type, String profile) {
        ObjectNode document = NODES.objectNode();
        ObjectNode context = document.putObject("@context");
        context.put("dpv", "https://w3id.org/dpv#");
        context.put("eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#");
        context.put("loc", "https://w3id.org/dpv/loc#");
        context.put("dct", "http://purl.org/dc/terms/");
        context.put("spdx", "http://spdx.org/rdf/terms#");
        ObjectNode modified = context.putObject("dct:modified");
        modified.put("@type", "http://www.w3.org/2001/XMLSchema#dateTime");
        context.set("dct:issued", modified.deepCopy());
        context.set("dct:date", modified.deepCopy());
        document.put("@type", type);
        ArrayNode conforms = document.putArray("dct:conformsTo");
        conforms.add(STANDARD);
        conforms.addObject().put("@id", PROFILE + profile);
        document.put("dct:identifier", recordId(told));
        document.putObject("dpv:hasDataSubject").put("@id", "urn:uuid:" + told.clientId());
        return document;
    }

    private static void body(ObjectNode document, Told told) {
        HistoryEntry last = told.entries().getLast();
        state(document.putObject("dpv:hasConsentStatus"), last);
        ObjectNode notice = notice(told);
        if (notice != null) {
            document.set("dpv:hasNotice", notice);
        }
        document.set("dpv:hasProcess", process(told));
    }

    private static ObjectNode process(Told told) {
        Purpose purpose = told.purpose();
        ObjectNode process = NODES.objectNode();
        process.put("@type", "dpv:Process");
        ObjectNode what = process.putObject("dpv:hasPurpose");
        what.put("@type", "dpv:Purpose");
        what.put("@id", "urn:kartoteka:purpose:" + purpose.code());
        what.put("dct:title", purpose.name());
        if (purpose.description() != null) {
            what.put("dct:description", purpose.description());
        }
        process.putObject("dpv:hasLegalBasis").put("@id", BASES.get(purpose.legalBasis()));
        ArrayNode channels = process.putArray("dpv:hasContext");
        purpose.channels().forEach(channel -> channels.add(channel.name()));
        ObjectNode controller = process.putObject("dpv:hasDataController");
        controller.put("@type", "dpv:DataController");
        controller.put("dpv:hasName", told.administrator().name());
        controller.put("dpv:hasAddress", told.administrator().address());
        controller.put("dpv:hasContact", told.administrator().contact());
        ObjectNode officer = controller.putObject("dpv:hasRepresentative");
        officer.put("@type", "dpv:DataProtectionOfficer");
        officer.put("dpv:hasContact", told.administrator().officer());
        Integer days = purpose.validityDays();
        if (days != null) {
            process.putObject("dpv:hasStorageCondition").put("dpv:hasDuration", "P" + days + "D");
        }
        process.putObject("dpv:hasJurisdiction").put("@id", "loc:PL");
        ArrayNode rights = process.putArray("dpv:hasRight");
        rights.addObject().put("@id", "eu-gdpr:A7-3");
        rights.addObject().put("@id", "eu-gdpr:A15");
        rights.addObject().put("@id", "eu-gdpr:A17");
        rights.addObject().put("@id", "eu-gdpr:A77");
        return process;
    }

    /** The text shown with the last answer that names one. */
    private static @Nullable ObjectNode notice(Told told) {
        for (HistoryEntry entry : told.entries().reversed()) {
            HistoryEntry.Evidence evidence = entry.evidence();
            Integer version = evidence == null ? null : evidence.textVersion();
            PurposeText text = evidence == null || version == null
                    ? null
                    : told.purpose().text(version, evidence.textLanguage()).orElse(null);
            if (text != null) {
                ObjectNode notice = NODES.objectNode();
                notice.put("@type", "dpv:ConsentNotice");
                notice.put("@id", "urn:kartoteka:purpose:" + told.purpose().code() + ":text:" + text.language() + ":"
                        + text.version());
                notice.put("dct:hasVersion", Integer.toString(text.version()));
                notice.put("dct:language", text.language());
                notice.put("dct:description", text.text());
                return notice;
            }
        }
        return null;
    }

    private static ObjectNode event(Told told, int index) {
        HistoryEntry entry = told.entries().get(index);
        ObjectNode event = NODES.objectNode();
        event.put("@id", recordId(told) + ":event:" + entry.position());
        state(event, entry);
        event.put("dct:date", entry.recordedAt().toString());
        HistoryEntry.Evidence evidence = entry.evidence();
        if (evidence != null && evidence.method() != null) {
            event.put("dpv:hasIndicationMethod", evidence.method());
        }
        ObjectNode checksum = event.putObject("spdx:checksum");
        checksum.put("spdx:algorithm", "SHA-256");
        checksum.put("spdx:checksumValue", entry.hash());
        return event;
    }

    private static void state(ObjectNode node, HistoryEntry entry) {
        String to = entry.to();
        boolean renewed = "GRANTED".equals(to) && "GRANTED".equals(entry.from());
        node.put("@type",
                renewed
                        ? "dpv:RenewedConsentGiven"
                        : STATES.getOrDefault(to == null ? "" : to, "dpv:ConsentInvalidated"));
        Instant answered = entry.answeredAt();
        if (answered != null) {
            node.put("dpv:isIndicatedAtTime", answered.toString());
            node.putObject("dpv:isIndicatedBy").put("@type", "dpv:DataSubject");
        }
        if (entry.validUntil() != null) {
            node.put("dct:valid", entry.validUntil().toString());
        }
    }

    private static String recordId(Told told) {
        return "urn:kartoteka:consent:" + told.clientId() + ":" + told.purpose().code();
    }
}
