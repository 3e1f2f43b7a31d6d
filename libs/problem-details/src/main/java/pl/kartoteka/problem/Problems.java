package pl.kartoteka.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Any failure as the document a caller gets. */
public final class Problems {
    private final ProblemTexts texts;
    private final List<ProblemTranslator> translators;

    public Problems(ProblemTexts texts, List<ProblemTranslator> translators) {
        this.texts = texts;
        this.translators = List.copyOf(translators);
    }

    /** What the failure means to the caller; {@code unexpected}, and nothing more, when nobody knows. */
    public DomainProblem of(Throwable failure) {
        if (failure instanceof DomainProblem problem) {
            return problem;
        }
        for (ProblemTranslator translator : translators) {
            DomainProblem problem = translator.translate(failure);
            if (problem != null) {
                return problem;
            }
        }
        return new Problem(DomainProblem.Kind.UNEXPECTED, "unexpected");
    }

    /** The document without an instance, as for one item of a batch. */
    public ProblemDocument document(Throwable failure, Locale language) {
        DomainProblem problem = of(failure);
        String title = texts.find(problem.type() + ".title", language, Map.of());
        Map<String, Object> extensions = new LinkedHashMap<>(problem.extensions());
        if (problem instanceof InvalidInput invalid) {
            extensions.put("errors", invalid.errors().stream().map(error -> spelled(error, language)).toList());
        }
        return new ProblemDocument(ProblemDocument.TYPE_PREFIX + problem.type(),
                title != null ? title : problem.type(),
                problem.kind().status(),
                detail(problem, language),
                null,
                extensions);
    }

    private @Nullable String detail(DomainProblem problem, Locale language) {
        return texts.find(problem.type() + ".detail", language, problem.arguments());
    }

    private Map<String, Object> spelled(FieldError error, Locale language) {
        Map<String, Object> spelled = new LinkedHashMap<>();
        spelled.put("field", error.field());
        spelled.put("code", error.code());
        spelled.put("message", texts.message(error, language));
        return spelled;
    }
}
