package pl.kartoteka.sandbox.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Problem documents (RFC 9457) for the calls that are the sandbox's own, in Polish or English. */
public final class Problems {

    private Problems() {}

    public static Reply notFound(Request request) {
        return problem(request, 404, "not-found", "Nie ma takiego zasobu", "No such resource", List.of());
    }

    public static Reply methodNotAllowed(Request request, String allowed) {
        return problem(request, 405, "method-not-allowed", "Niedozwolona metoda", "Method not allowed", List.of())
                .header("Allow", allowed);
    }

    public static Reply tooLarge(Request request) {
        return problem(request, 413, "request-too-large", "Za duże żądanie", "Request too large", List.of());
    }

    public static Reply internal(Request request) {
        return problem(request, 500, "internal-error", "Błąd piaskownicy", "The sandbox failed", List.of());
    }

    public static Reply invalid(Request request, String field, String code, String polish, String english) {
        var error = Map.of("field", field, "code", code, "message", request.prefersEnglish() ? english : polish);
        return problem(request, 400, "invalid-request", "Niepoprawne dane", "Invalid request", List.of(error));
    }

    private static Reply problem(Request request, int status, String type, String polish, String english,
            List<Map<String, String>> errors) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", "urn:kartoteka:problem:" + type);
        document.put("title", request.prefersEnglish() ? english : polish);
        document.put("status", status);
        document.put("instance", request.path());
        if (!errors.isEmpty()) {
            document.put("errors", errors);
        }
        return Reply.json(status, document).header("Content-Type", "application/problem+json");
    }
}
