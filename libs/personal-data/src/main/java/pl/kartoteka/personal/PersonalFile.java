package pl.kartoteka.personal;

import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/**
 * One file of what is handed out to a person.
 *
 * @param name its path within what the service hands out, e.g. {@code card.json}
 * @param title what it is, in Polish, for the person
 * @param content its bytes, in pieces of any size
 */
public record PersonalFile(String name, String title, String mediaType, Flux<byte[]> content) {
    public static final String JSON = "application/json";

    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** A value as JSON. */
    public static PersonalFile json(String name, String title, Object value) {
        return new PersonalFile(name, title, JSON, Flux.defer(() -> Flux.just(MAPPER.writeValueAsBytes(value))));
    }

    /** Without the content, which is personal. */
    @Override
    public String toString() {
        return "PersonalFile[" + mediaType + "]";
    }
}
