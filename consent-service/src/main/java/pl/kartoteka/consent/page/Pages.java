package pl.kartoteka.consent.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.ProblemDocument;
import pl.kartoteka.problem.ProblemTexts;
import pl.kartoteka.problem.Problems;
import reactor.core.publisher.Mono;

/** Answers people: with a page, or with JSON where it is asked for; also when something is not to be had. */
@Component
public class Pages {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final List<String> TEMPLATES = List.of("consents", "preferences", "unsubscribe", "problem");

    private final Map<String, Template> templates = new HashMap<>();
    private final PageTexts texts = new PageTexts();
    private final Problems problems;
    private final PageProperties properties;
    private final String style = read("style.css");
    private final String policy;

    Pages(Problems problems, PageProperties properties) {
        this.problems = problems;
        this.properties = properties;
        this.policy = "default-src 'none'; style-src 'sha256-" + sha256(style)
                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        Mustache.Compiler compiler = Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true)
                .withLoader(Pages::part);
        TEMPLATES.forEach(name -> templates.put(name, compiler.compile(read(name + ".html"))));
    }

    /** The answer, or what stands in its way. */
    public Mono<ResponseEntity<Object>> show(Visit visit, Mono<Shown> shown) {
        Mono<ResponseEntity<Object>> answer = shown.map(page -> answer(visit, page));
        // Programs are refused as everywhere in the suite.
        return visit.wantsJson()
                ? answer
                : answer.onErrorResume(failure -> Mono.fromSupplier(() -> refusal(visit, failure)));
    }

    /** The words of the pages. */
    public Map<String, String> texts(Locale language) {
        return texts.in(language);
    }

    /** The name of a purpose; those the catalogue comes with have one in each language as long as nobody renames them. */
    public String name(Purpose purpose, Locale language) {
        String key = "purpose" + purpose.code();
        boolean renamed = !purpose.name().equals(texts.in(ProblemTexts.POLISH).get(key));
        return renamed ? purpose.name() : texts.in(language).getOrDefault(key, purpose.name());
    }

    private ResponseEntity<Object> answer(Visit visit, Shown shown) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(shown.status()).headers(this::privately);
        return visit.wantsJson()
                ? answer.contentType(MediaType.APPLICATION_JSON).body(shown.model())
                : html(answer, visit, shown);
    }

    private ResponseEntity<Object> refusal(Visit visit, Throwable failure) {
        DomainProblem problem = problems.of(failure);
        if (problem.kind() == DomainProblem.Kind.UNEXPECTED) {
            LOG.error("A public page failed unexpectedly", failure);
        }
        ProblemDocument document = problems.document(problem, visit.language());
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(document.status()).headers(this::privately);
        if (problem.retryAfter() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, problem.retryAfter().toSeconds())));
        }
        String detail = document.detail() == null ? "" : document.detail();
        return html(answer, visit, new Shown(
                document.status(), "problem", Map.of("title", document.title(), "detail", detail), Map.of()));
    }

    private ResponseEntity<Object> html(ResponseEntity.BodyBuilder answer, Visit visit, Shown shown) {
        Locale language = visit.language();
        boolean english = language.equals(Locale.ENGLISH);
        Map<String, Object> frame = new HashMap<>(shown.more());
        frame.put("model", shown.model());
        frame.put("t", texts.in(language));
        frame.put("language", language.getLanguage());
        frame.put("otherLanguage", english ? "pl" : "en");
        frame.put("otherLanguageName", english ? "Polski" : "English");
        frame.put("style", style);
        frame.put("controller", properties.controller());
        frame.put("contact", properties.contact());
        Template template = templates.get(shown.template());
        if (template == null) {
            throw new IllegalArgumentException(shown.template() + ": no such page (expected one of " + TEMPLATES + ")");
        }
        return answer.contentType(HTML)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE)
                .body(template.execute(frame));
    }

    private void privately(HttpHeaders headers) {
        headers.setCacheControl("no-store");
        headers.set("Content-Security-Policy", policy);
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Robots-Tag", "noindex, nofollow, noarchive");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
    }

    private static Reader part(String name) throws IOException {
        return new InputStreamReader(resource(name + ".html").getInputStream(), StandardCharsets.UTF_8);
    }

    private static String read(String name) {
        try {
            return resource(name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot be read (expected among the pages)", e);
        }
    }

    private static ClassPathResource resource(String name) {
        return new ClassPathResource("pages/" + name);
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing (every Java platform must have it)", e);
        }
    }
}
