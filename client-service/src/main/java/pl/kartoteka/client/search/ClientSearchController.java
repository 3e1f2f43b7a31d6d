package pl.kartoteka.client.search;

import java.util.List;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.caretaker.CaretakersClients;
import pl.kartoteka.client.selection.ClientFilter;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Lists mask the PESEL whoever asks: who needs it opens the card. */
@RestController
class ClientSearchController {
    private final ClientSearch search;
    private final CaretakersClients caretakers;
    private final JsonMapper json;

    ClientSearchController(ClientSearch search, CaretakersClients caretakers, JsonMapper json) {
        this.json = json;
        this.search = search;
        this.caretakers = caretakers;
    }

    /**
     * @param caretaker a subject, or {@code me}
     * @param mine {@code today}: whose clients the caller looks after today, substitutions included
     * @param fields of each client, separated by commas; everything when not said
     * @param merged whether those are listed too that were merged into another client
     */
    @GetMapping("/api/v1/clients")
    Mono<Page<ListedClient>> clients(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String caretaker,
            @RequestParam(required = false) @Nullable String mine,
            @RequestParam(required = false) @Nullable List<String> fields,
            @RequestParam(defaultValue = "false") boolean merged,
            @RequestParam(defaultValue = "false") boolean count) {
        ShownFields shown = ShownFields.of(fields);
        return caretakers.among(ClientFilter.matching(q), caretaker, mine)
                .flatMap(filter -> page(filter.withMerged(merged), shown, sort, limit, cursor, count));
    }

    @PostMapping("/api/v1/clients/search")
    Mono<Page<ListedClient>> searchClients(@RequestBody @Valid SearchRequest request) {
        List<String> sort = request.sort();
        ShownFields shown = ShownFields.of(request.fields());
        ClientFilter filter = new ClientFilter(request.q(), request.criteria(), null)
                .withMerged(Boolean.TRUE.equals(request.merged()));
        return caretakers.among(filter, request.caretaker(), request.mine()).flatMap(narrowed -> page(
                narrowed, shown, sort == null ? null : String.join(",", sort),
                request.limit(), request.cursor(), Boolean.TRUE.equals(request.count())));
    }

    private Mono<Page<ListedClient>> page(
            ClientFilter filter,
            ShownFields shown,
            @Nullable String sort,
            @Nullable Integer limit,
            @Nullable String cursor,
            boolean count) {
        int size = PageLimit.of(limit);
        Mono<Page<ListedClient>> page = search.page(filter, sort, cursor, size).map(found -> new Page<>(
                found.clients().stream().map(placed -> shown.of(placed.client(), json)).toList(),
                found.next(), null));
        return count
                ? page.flatMap(one -> search.count(filter, sort).map(one::withTotal))
                : page;
    }
}
