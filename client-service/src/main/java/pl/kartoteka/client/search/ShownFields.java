package pl.kartoteka.client.search;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.registry.ClientResponse;
import pl.kartoteka.problem.ErrorCollector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of each client a list shows. By its id and version a client can always be opened and changed.
 *
 * @param names null for everything
 */
record ShownFields(@Nullable Set<String> names) {
    private static final Set<String> ALWAYS = Set.of("id", "version");
    private static final Set<String> KNOWN = Stream.concat(
            Stream.of("id", "version", "mergedInto", "photo", "createdAt", "updatedAt"),
            Stream.of(ClientCard.class.getRecordComponents()).map(RecordComponent::getName))
            .collect(Collectors.toUnmodifiableSet());

    /** 400 that names each that no client has. */
    static ShownFields of(@Nullable List<String> asked) {
        if (asked == null || asked.isEmpty()) {
            return new ShownFields(null);
        }
        var errors = new ErrorCollector();
        Set<String> names = new HashSet<>(ALWAYS);
        for (int i = 0; i < asked.size(); i++) {
            String name = asked.get(i).strip();
            if (KNOWN.contains(name)) {
                names.add(name);
            } else {
                errors.add("fields[" + i + "]", "client.field-unknown", Map.of("field", name));
            }
        }
        errors.throwIfAny();
        return new ShownFields(Set.copyOf(names));
    }

    ListedClient of(Client client, JsonMapper json) {
        ClientResponse response = ClientResponse.masked(client);
        return new ListedClient(
                names == null ? response : json.<ObjectNode>valueToTree(response).retain(names));
    }
}
