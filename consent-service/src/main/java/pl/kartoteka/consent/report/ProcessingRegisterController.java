package pl.kartoteka.consent.report;

import java.util.List;
import java.util.Locale;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.consent.report.ReportRow.Activity;
import pl.kartoteka.http.ETags;
import pl.kartoteka.http.IfMatch;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
class ProcessingRegisterController {
    private static final String REGISTER = "/api/v1/consent-reports/processing-register";
    private static final String ACTIVITY = "/api/v1/purposes/{code}/processing-activity";

    private final ProcessingRegister register;

    ProcessingRegisterController(ProcessingRegister register) {
        this.register = register;
    }

    @GetMapping(path = REGISTER, params = "!format")
    Mono<RegisterResponse> processingRegister() {
        return register.activities().collectList()
                .map(activities -> new RegisterResponse(register.administrator(), activities));
    }

    @GetMapping(path = REGISTER, params = "format")
    ResponseEntity<Flux<DataBuffer>> processingRegisterDocument(@RequestParam ReportFormat format, Locale language) {
        return format == ReportFormat.pdf
                ? ConsentReportController.document(Report.REGISTER, format, register.pdf(language))
                : ConsentReportController.document(Report.REGISTER, format, register.activities(), language);
    }

    @GetMapping(ACTIVITY)
    Mono<ResponseEntity<Activity>> processingActivity(@PathVariable String code) {
        return register.activity(code).map(ProcessingRegisterController::answer);
    }

    /** Version 0 is the one of an activity nobody has described yet. */
    @PutMapping(ACTIVITY)
    Mono<ResponseEntity<Activity>> describeProcessingActivity(
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ActivityRequest request) {
        return register.describe(code, request, IfMatch.required(ifMatch)).map(ProcessingRegisterController::answer);
    }

    private static ResponseEntity<Activity> answer(Activity activity) {
        return ResponseEntity.ok().eTag(ETags.of(activity.version())).body(activity);
    }

    record RegisterResponse(Administrator controller, List<Activity> activities) {}
}
