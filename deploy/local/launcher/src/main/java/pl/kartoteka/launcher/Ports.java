package pl.kartoteka.launcher;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of one run, moved as a block so that a second run can stand beside the first.
 *
 * @param offset added to every usual port
 */
public record Ports(int offset) {
    private static final int HIGHEST = 15_432;

    /** Refuses a block that does not fit. */
    public Ports {
        if (offset < 0 || HIGHEST + offset > 65_535) {
            throw new SuiteFailed("--port-offset: " + offset + " (expected: 0 to " + (65_535 - HIGHEST) + ")");
        }
    }

    public int gateway() {
        return 8080 + offset;
    }

    public int clientService() {
        return 8081 + offset;
    }

    public int consentService() {
        return 8082 + offset;
    }

    public int segmentService() {
        return 8083 + offset;
    }

    public int gusLookupService() {
        return 8084 + offset;
    }

    public int messagingService() {
        return 8085 + offset;
    }

    public int issuer() {
        return 9000 + offset;
    }

    public int kafka() {
        return 9092 + offset;
    }

    public int postgres() {
        return HIGHEST + offset;
    }

    public int smtp() {
        return 2525 + offset;
    }

    public int sandbox() {
        return 8025 + offset;
    }

    /** Every port with what listens there. */
    Map<String, Integer> byName() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("gateway", gateway());
        ports.put("client-service", clientService());
        ports.put("consent-service", consentService());
        ports.put("segment-service", segmentService());
        ports.put("gus-lookup-service", gusLookupService());
        ports.put("messaging-service", messagingService());
        ports.put("issuer", issuer());
        ports.put("Kafka", kafka());
        ports.put("PostgreSQL", postgres());
        ports.put("sandbox", sandbox());
        ports.put("SMTP", smtp());
        return ports;
    }
}
