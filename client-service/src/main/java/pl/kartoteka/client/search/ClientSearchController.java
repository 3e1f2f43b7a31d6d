package pl.kartoteka.client.search;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.registry.ClientResponse;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import reactor.core.publisher.Mono;

/** Lists mask the PESEL whoever asks: who needs it opens the card. */
@RestController
class ClientSearchController {
    private final ClientSearch search;

    ClientSearchController(ClientSearch search) {
        this.search = search;
    }

    @GetMapping("/api/v1/clients")
    Mono<Page<ClientResponse>> clients(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        SearchTerms terms = SearchTerms.parse(q);
        List<SortKey> keys = SortKey.parse(sort);
        int size = PageLimit.of(limit);
        List<@Nullable String> after = cursor == null ? List.of() : Cursor.decode(cursor, keys.size());
        return search.page(terms, keys, after, size + 1)
                .flatMap(found -> count
                        ? search.count(terms).map(total -> page(found, keys, size, total))
                        : Mono.just(page(found, keys, size, null)));
    }

    private static Page<ClientResponse> page(List<Client> found, List<SortKey> keys, int size, @Nullable Long total) {
        List<Client> clients = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size
                ? Cursor.encode(keys.stream().map(key -> key.column().valueOf(clients.getLast())).toList())
                : null;
        return new Page<>(clients.stream().map(ClientResponse::masked).toList(), next, total);
    }
}
