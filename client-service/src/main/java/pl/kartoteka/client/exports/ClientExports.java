package pl.kartoteka.client.exports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.caretaker.CaretakersClients;
import pl.kartoteka.client.customfield.CustomField;
import pl.kartoteka.client.customfield.CustomFields;
import pl.kartoteka.client.dictionary.DictionaryNames;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.selection.ClientFilter;
import pl.kartoteka.client.selection.Selection;
import pl.kartoteka.documents.TableFormat;
import pl.kartoteka.documents.TableHead;
import pl.kartoteka.http.Caller;
import pl.kartoteka.problem.ErrorCollector;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes clients to a file while they are read; no more than some hundreds of them are held at once. */
@Component
class ClientExports {
    private static final int LOOKED_UP_AT_ONCE = 500;

    private final Selection selection;
    private final CaretakersClients caretakers;
    private final DictionaryNames dictionaries;
    private final CustomFields customFields;
    private final OutsideCards outsideCards;
    private final ExportPlaces places;

    ClientExports(
            Selection selection,
            CaretakersClients caretakers,
            DictionaryNames dictionaries,
            CustomFields customFields,
            OutsideCards outsideCards,
            ExportPlaces places) {
        this.selection = selection;
        this.caretakers = caretakers;
        this.dictionaries = dictionaries;
        this.customFields = customFields;
        this.outsideCards = outsideCards;
        this.places = places;
    }

    record Export(TableFormat format, Flux<byte[]> content) {}

    /** Refuses before the first byte what cannot be exported. */
    Mono<Export> export(ExportRequest request, Caller caller, Locale language) {
        return customFields.every().collectMap(CustomField::code)
                .flatMap(fields -> export(request, fields, caller, language));
    }

    private Mono<Export> export(
            ExportRequest request, Map<String, CustomField> fields, Caller caller, Locale language) {
        var errors = new ErrorCollector();
        TableFormat format = format(request.format(), errors);
        List<ExportColumn> columns = columns(request.columns(), fields, errors);
        errors.throwIfAny();
        if (columns.stream().anyMatch(ExportColumn::isSensitive) && !caller.may(SensitiveColumn.SCOPE)) {
            return Mono.error(new SensitiveColumn());
        }
        var head = new TableHead(language.equals(Locale.ENGLISH) ? "Clients" : "Klienci",
                columns.stream().map(column -> column.title(language)).toList());
        return caretakers.among(request.filter(), request.caretaker(), request.mine())
                .delayUntil(selection::condition)
                .zipWhen(filter -> clients(filter, request.sort()), (_, clients) -> clients)
                .zipWith(dictionaries.all(), (clients, entries) -> rows(clients, columns, entries))
                .doOnNext(_ -> places.requireFree())
                .map(rows -> new Export(format, places.written(format.write(head, rows))));
    }

    private Mono<Flux<Client>> clients(ClientFilter filter, @Nullable List<String> sort) {
        return sort == null || sort.isEmpty()
                ? Mono.just(selection.clients(filter, (UUID) null))
                : selection.order(String.join(",", sort)).map(order -> selection.clients(filter, order));
    }

    private Flux<List<@Nullable Object>> rows(
            Flux<Client> clients, List<ExportColumn> columns, Map<UUID, String> entries) {
        Flux<ExportedClient> exported = columns.stream().anyMatch(ExportColumn::isOutsideCards)
                ? clients.buffer(LOOKED_UP_AT_ONCE).concatMap(some -> withOutside(some, entries), 0)
                : clients.map(client -> new ExportedClient(client, entries, null));
        return exported.map(client -> row(client, columns));
    }

    private Flux<ExportedClient> withOutside(List<Client> clients, Map<UUID, String> entries) {
        return outsideCards.of(clients.stream().map(Client::id).toList()).flatMapIterable(known -> clients.stream()
                .map(client -> new ExportedClient(client, entries, known.get(client.id())))
                .toList());
    }

    private static List<@Nullable Object> row(ExportedClient client, List<ExportColumn> columns) {
        var row = new ArrayList<@Nullable Object>(columns.size());
        columns.forEach(column -> row.add(column.value().apply(client)));
        return row;
    }

    private static TableFormat format(@Nullable String name, ErrorCollector errors) {
        return switch (name == null ? "csv" : name) {
            case "csv" -> TableFormat.CSV;
            case "csv-excel" -> TableFormat.CSV_SEMICOLON;
            case "xlsx" -> TableFormat.XLSX;
            case "pdf" -> TableFormat.PDF;
            default -> {
                errors.add("format", "choice.expected", Map.of("allowed", "csv, csv-excel, xlsx, pdf"));
                yield TableFormat.CSV;
            }
        };
    }

    private static List<ExportColumn> columns(
            @Nullable List<String> names, Map<String, CustomField> fields, ErrorCollector errors) {
        var columns = new ArrayList<ExportColumn>();
        List<String> asked = names == null || names.isEmpty() ? ExportColumn.USUAL : names;
        for (int i = 0; i < asked.size(); i++) {
            String at = "columns[" + i + "]";
            ExportColumn.named(asked.get(i).strip(), fields)
                    .ifPresentOrElse(columns::add, () -> errors.add(at, "export.column-unknown"));
        }
        return columns;
    }
}
