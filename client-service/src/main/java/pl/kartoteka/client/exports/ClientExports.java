package pl.kartoteka.client.exports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.dictionary.DictionaryNames;
import pl.kartoteka.client.registry.Client;
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
    private final Selection selection;
    private final DictionaryNames dictionaries;

    ClientExports(Selection selection, DictionaryNames dictionaries) {
        this.selection = selection;
        this.dictionaries = dictionaries;
    }

    record Export(TableFormat format, Flux<byte[]> content) {}

    /** Refuses before the first byte what cannot be exported. */
    Mono<Export> export(ExportRequest request, Caller caller, Locale language) {
        var errors = new ErrorCollector();
        TableFormat format = format(request.format(), errors);
        List<ExportColumn> columns = columns(request.columns(), errors);
        errors.throwIfAny();
        boolean sensitive = columns.stream().anyMatch(column -> column.name().equals(ExportColumn.SENSITIVE));
        if (sensitive && !caller.may(SensitiveColumn.SCOPE)) {
            return Mono.error(new SensitiveColumn());
        }
        var head = new TableHead(language.equals(Locale.ENGLISH) ? "Clients" : "Klienci",
                columns.stream().map(column -> column.title(language)).toList());
        return selection.condition(request.filter())
                .then(dictionaries.all())
                .map(names -> new Export(format, format.write(head,
                        selection.clients(request.filter(), null).map(client -> row(client, columns, names)))));
    }

    private static List<@Nullable Object> row(Client client, List<ExportColumn> columns, Map<UUID, String> names) {
        var row = new ArrayList<@Nullable Object>(columns.size());
        columns.forEach(column -> row.add(column.value().apply(client, names)));
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

    private static List<ExportColumn> columns(@Nullable List<String> names, ErrorCollector errors) {
        var columns = new ArrayList<ExportColumn>();
        List<String> asked = names == null || names.isEmpty() ? ExportColumn.USUAL : names;
        for (int i = 0; i < asked.size(); i++) {
            String at = "columns[" + i + "]";
            ExportColumn.named(asked.get(i).strip())
                    .ifPresentOrElse(columns::add, () -> errors.add(at, "export.column-unknown"));
        }
        return columns;
    }
}
