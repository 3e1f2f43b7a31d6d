package pl.kartoteka.consent.report;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.consent.purpose.PurposeCatalogue;
import pl.kartoteka.consent.report.ReportRow.Activity;
import pl.kartoteka.documents.PdfDocument;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.StaleVersion;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The register of processing activities: who, what for, on which basis, of whom, what, for whom, for how long (GDPR article 30). */
@Component
class ProcessingRegister {
    private final ConsentReports reports;
    private final PurposeCatalogue purposes;
    private final Administrator administrator;

    ProcessingRegister(ConsentReports reports, PurposeCatalogue purposes, Administrator administrator) {
        this.reports = reports;
        this.purposes = purposes;
        this.administrator = administrator;
    }

    Administrator administrator() {
        return administrator;
    }

    Flux<Activity> activities() {
        return reports.register();
    }

    Mono<Activity> activity(String purpose) {
        return purposes.require(purpose).then(reports.activity(purpose));
    }

    @Transactional
    Mono<Activity> describe(String purpose, ActivityRequest given, long seen) {
        return activity(purpose)
                .doOnNext(known -> IfMatch.check(seen, known.version()))
                .flatMap(known -> reports.store(purpose, given, known.version() + 1))
                .filter(stored -> stored)
                .switchIfEmpty(Mono.error(() -> new StaleVersion()))
                .then(reports.activity(purpose));
    }

    /** For reading and signing: one section for each activity. */
    Flux<byte[]> pdf(Locale language) {
        return activities().collectList()
                .publishOn(Schedulers.boundedElastic())
                .map(activities -> print(activities, Report.texts(language)))
                .flux();
    }

    private byte[] print(List<Activity> activities, ResourceBundle texts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String title = texts.getString("register.title");
        try (PdfDocument document = PdfDocument.portrait(out, title)) {
            document.title(title);
            Map<String, String> who = new LinkedHashMap<>();
            who.put(texts.getString("administrator"), administrator.name());
            who.put(texts.getString("address"), administrator.address());
            who.put(texts.getString("contact"), administrator.contact());
            who.put(texts.getString("officer"), administrator.officer());
            document.keyValues(who);
            for (Activity activity : activities) {
                document.heading(activity.name());
                Map<String, Object> what = new LinkedHashMap<>();
                List<String> names = Report.REGISTER.head(texts.getLocale()).columns();
                for (int i = 0; i < names.size(); i++) {
                    Object cell = activity.cells().get(i);
                    what.put(names.get(i), cell == null ? "–" : cell);
                }
                document.keyValues(what);
            }
        }
        return out.toByteArray();
    }
}
