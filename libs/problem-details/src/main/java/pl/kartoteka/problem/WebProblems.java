package pl.kartoteka.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.validation.ConstraintViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import pl.kartoteka.problem.DomainProblem.Kind;

/** What Spring itself refuses: routes, methods, media types, parameters, sizes. */
final class WebProblems implements ProblemTranslator {
    private static final Duration ISSUER_PATIENCE = Duration.ofSeconds(5);

    @Override
    public @Nullable DomainProblem translate(Throwable failure) {
        return switch (failure) {
            case MissingRequestValueException missing -> new InvalidInput(missing.getName(), "required");
            case WebExchangeBindException binding -> new InvalidInput(binding.getAllErrors().stream()
                    .map(WebProblems::bound).toList());
            case HandlerMethodValidationException invalid -> invalid.isForReturnValue()
                    ? null
                    : new InvalidInput(parameters(invalid));
            case ServerWebInputException input -> input(input);
            case ResponseStatusException status -> status(status.getStatusCode().value());
            case DataBufferLimitException _ -> new Problem(Kind.TOO_LARGE, "body-too-large");
            case DecodingException decoding when isOfParts(decoding) -> new Problem(Kind.INVALID, "malformed-body");
            case AuthenticationServiceException _ ->
                    new Problem(Kind.UNAVAILABLE, "sign-in-unavailable", ISSUER_PATIENCE);
            default -> null;
        };
    }

    private static @Nullable DomainProblem status(int status) {
        return switch (status) {
            case 400 -> new Problem(Kind.INVALID, "bad-request");
            case 404 -> new Problem(Kind.NOT_FOUND, "not-found");
            case 405 -> new Problem(Kind.METHOD_NOT_ALLOWED, "method-not-allowed");
            case 406 -> new Problem(Kind.NOT_ACCEPTABLE, "not-acceptable");
            case 413 -> new Problem(Kind.TOO_LARGE, "body-too-large");
            case 415 -> new Problem(Kind.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type");
            default -> null;
        };
    }

    private static DomainProblem input(ServerWebInputException input) {
        if (caused(input, DataBufferLimitException.class)) {
            return new Problem(Kind.TOO_LARGE, "body-too-large");
        }
        MethodParameter parameter = input.getMethodParameter();
        if (parameter != null && input.getCause() instanceof TypeMismatchException mismatch) {
            Class<?> type = mismatch.getRequiredType();
            return new InvalidInput(List.of(ExpectedType.of(name(parameter), type != null ? type : Object.class)));
        }
        if ("No request body".equals(input.getReason())) {
            return new InvalidInput("", "body.required");
        }
        return new Problem(Kind.INVALID, caused(input, DecodingException.class) ? "malformed-body" : "bad-request");
    }

    /** Parts of a form are read before the handler is reached, and what cannot be read comes as it is. */
    private static boolean isOfParts(DecodingException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("org.springframework.http.codec.multipart.");
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> by) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (by.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static List<pl.kartoteka.problem.FieldError> parameters(HandlerMethodValidationException invalid) {
        List<pl.kartoteka.problem.FieldError> errors = new ArrayList<>();
        for (ParameterValidationResult result : invalid.getParameterValidationResults()) {
            if (result instanceof ParameterErrors bean) {
                bean.getAllErrors().forEach(error -> errors.add(bound(error)));
            } else {
                result.getResolvableErrors()
                        .forEach(error -> errors.add(Violations.error(name(result.getMethodParameter()),
                                result.unwrap(error, ConstraintViolation.class))));
            }
        }
        return errors;
    }

    private static pl.kartoteka.problem.FieldError bound(ObjectError error) {
        String field = error instanceof FieldError one ? one.getField() : "";
        if (error.contains(ConstraintViolation.class)) {
            return Violations.error(field, error.unwrap(ConstraintViolation.class));
        }
        return new pl.kartoteka.problem.FieldError(field, "value.invalid", Map.of());
    }

    /** As the caller wrote it, not as the method declares it. */
    private static String name(MethodParameter parameter) {
        String declared = "";
        if (parameter.getParameterAnnotation(RequestParam.class) instanceof RequestParam annotation) {
            declared = annotation.name();
        } else if (parameter.getParameterAnnotation(PathVariable.class) instanceof PathVariable annotation) {
            declared = annotation.name();
        } else if (parameter.getParameterAnnotation(RequestHeader.class) instanceof RequestHeader annotation) {
            declared = annotation.name();
        }
        if (!declared.isEmpty()) {
            return declared;
        }
        String name = parameter.getParameterName();
        return name != null ? name : "";
    }
}
