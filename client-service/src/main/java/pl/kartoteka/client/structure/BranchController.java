package pl.kartoteka.client.structure;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ClientNotFound;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.registry.ClientResponse;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/** The clients right below one, or as far below as is asked for. */
@RestController
class BranchController {
    private static final int DEEPEST = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final Branches branches;

    BranchController(Branches branches) {
        this.branches = branches;
    }

    @GetMapping("/api/v1/clients/{id}/branches")
    Mono<Page<ClientResponse>> clientBranches(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "1") int depth,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        if (depth < 1 || depth > DEEPEST) {
            throw new InvalidInput("depth", "depth.out-of-range");
        }
        int size = PageLimit.of(limit);
        UUID after = cursor == null ? FIRST : place(cursor);
        return branches.knows(id)
                .filter(known -> known)
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(id)))
                .flatMap(_ -> branches.after(id, depth, after, size + 1))
                .flatMap(found -> count
                        ? branches.count(id, depth).map(total -> page(found, size, total))
                        : Mono.just(page(found, size, null)));
    }

    private static Page<ClientResponse> page(List<Client> found, int size, @Nullable Long total) {
        List<Client> items = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Cursor.encode(List.of(items.getLast().id().toString())) : null;
        return new Page<>(items.stream().map(ClientResponse::masked).toList(), next, total);
    }

    private static UUID place(String cursor) {
        try {
            return UUID.fromString(String.valueOf(Cursor.decode(cursor, 1).getFirst()));
        } catch (IllegalArgumentException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }
}
