package pl.kartoteka.gus.lookup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.gus.answer.AnswerArchive;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.Question.GusReport.Part;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.gus.register.RegisterState;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/lookups")
class LookupController {
    private final RegisterLookups lookups;
    private final LookupQuestions questions;
    private final AnswerArchive archive;

    LookupController(RegisterLookups lookups, LookupQuestions questions, AnswerArchive archive) {
        this.lookups = lookups;
        this.questions = questions;
        this.archive = archive;
    }

    @GetMapping("/gus")
    Mono<LookupResponse> gus(
            @RequestParam(required = false) @Nullable String nip,
            @RequestParam(required = false) @Nullable String regon,
            @RequestParam(required = false) @Nullable String krs,
            @RequestHeader(name = "Cache-Control", required = false) @Nullable String cacheControl) {
        var given = numbers("nip", nip, "regon", regon);
        given.put("krs", krs);
        return find(Register.GUS, questions.one(given), cacheControl);
    }

    /** The local units of an entity, with the REGON of fourteen digits each is asked for by. */
    @GetMapping("/gus/{regon}/local-units")
    Mono<LookupResponse> localUnits(
            @PathVariable String regon,
            @RequestHeader(name = "Cache-Control", required = false) @Nullable String cacheControl) {
        return find(Register.GUS, questions.gusReport(regon, Part.LOCAL_UNITS), cacheControl);
    }

    @GetMapping("/gus/{regon}/partners")
    Mono<LookupResponse> partners(
            @PathVariable String regon,
            @RequestHeader(name = "Cache-Control", required = false) @Nullable String cacheControl) {
        return find(Register.GUS, questions.gusReport(regon, Part.PARTNERS), cacheControl);
    }

    /** What the entity does, silo by silo, with its PKD codes. */
    @GetMapping("/gus/{regon}/activities")
    Mono<LookupResponse> activities(
            @PathVariable String regon,
            @RequestHeader(name = "Cache-Control", required = false) @Nullable String cacheControl) {
        return find(Register.GUS, questions.gusReport(regon, Part.ACTIVITIES), cacheControl);
    }

    @GetMapping("/ceidg")
    Mono<LookupResponse> ceidg(
            @RequestParam(required = false) @Nullable String nip,
            @RequestParam(required = false) @Nullable String regon,
            @RequestHeader(name = "Cache-Control", required = false) @Nullable String cacheControl) {
        return find(Register.CEIDG, questions.one(numbers("nip", nip, "regon", regon)), cacheControl);
    }

    @GetMapping("/vat-whitelist")
    Mono<LookupResponse> whiteList(
            @RequestParam(required = false) @Nullable String nip,
            @RequestParam(required = false) @Nullable String regon,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String date,
            @RequestHeader(name = "Cache-Control", required = false) @Nullable String cacheControl) {
        var question = questions.onWhiteList(numbers("nip", nip, "regon", regon), account, date);
        return find(Register.WHITE_LIST, question, cacheControl);
    }

    @GetMapping("/vies/{vatNumber}")
    Mono<LookupResponse> vies(
            @PathVariable String vatNumber,
            @RequestHeader(name = "Cache-Control", required = false) @Nullable String cacheControl) {
        return find(Register.VIES, questions.vatNumber(vatNumber), cacheControl);
    }

    @GetMapping("/registers")
    Mono<List<RegisterState>> registers() {
        return lookups.states();
    }

    @GetMapping("/{id}")
    Mono<KeptAnswerResponse> kept(@PathVariable UUID id) {
        return archive.byId(id)
                .switchIfEmpty(Mono.error(() -> new LookupNotFound(id)))
                .zipWhen(answer -> archive.raw(answer.id()), KeptAnswerResponse::of);
    }

    private Mono<LookupResponse> find(Register register, Question question, @Nullable String cacheControl) {
        return lookups.find(register, question, CacheControl.asksAnew(cacheControl)).map(LookupResponse::of);
    }

    private static Map<String, @Nullable String> numbers(
            String name,
            @Nullable String value,
            String other,
            @Nullable String otherValue) {
        var given = new LinkedHashMap<String, @Nullable String>();
        given.put(name, value);
        given.put(other, otherValue);
        return given;
    }
}
