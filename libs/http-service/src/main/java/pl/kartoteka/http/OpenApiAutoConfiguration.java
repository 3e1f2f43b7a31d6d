package pl.kartoteka.http;

import java.util.List;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.server.PathContainer;

/** The frame of every service's OpenAPI page: how to sign in, how refusals look, and the key that makes a change happen once. */
@AutoConfiguration
public class OpenApiAutoConfiguration {
    private static final String SCHEME = "bearer";
    private static final String PROBLEM = "Problem";
    private static final List<HttpMethod> CHANGES = List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH,
            HttpMethod.DELETE);

    @Bean
    OpenAPI suiteOpenApi(Environment environment) {
        return new OpenAPI()
                .info(new Info().title(environment.getProperty("spring.application.name", "service")).version("v1"))
                .components(new Components()
                        .addSecuritySchemes(SCHEME, new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"))
                        .addSchemas(PROBLEM, problem())
                        .addSchemas("ProblemField", problemField())
                        .addResponses(PROBLEM, new ApiResponse()
                                .description("A refusal, as a problem document (RFC 9457)")
                                .content(new Content().addMediaType("application/problem+json",
                                        new MediaType()
                                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))))));
    }

    @Bean
    OpenApiCustomizer suiteOperations(Scopes scopes, Repeats repeats) {
        return page -> {
            if (page.getPaths() != null) {
                page.getPaths().forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> complete(scopes, repeats, path, method, operation)));
            }
        };
    }

    private static void complete(Scopes scopes, Repeats repeats, String path, HttpMethod method,
            Operation operation) {
        operation.getResponses().addApiResponse("default", new ApiResponse().$ref("#/components/responses/" + PROBLEM));
        String concrete = path.replaceAll("[{}]", "");
        var asked = org.springframework.http.HttpMethod.valueOf(method.name());
        switch (scopes.access(asked, concrete)) {
            case Scopes.Access.WithScope(String scope) ->
                    operation.addSecurityItem(new SecurityRequirement().addList(SCHEME, scope));
            case Scopes.Access.SignedIn _ -> operation.addSecurityItem(new SecurityRequirement().addList(SCHEME));
            default -> {
                // Open to everybody.
            }
        }
        if (CHANGES.contains(method) && !repeats.areHarmless(asked, PathContainer.parsePath(concrete))) {
            operation.addParametersItem(new HeaderParameter()
                    .name(IdempotencyFilter.HEADER)
                    .description(
                            "A retry with the same key gets the first answer again; another request with it is refused")
                    .schema(new StringSchema().maxLength(255)));
        }
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().example("urn:kartoteka:problem:invalid-request"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty("traceId", new StringSchema())
                .addProperty("errors",
                        new ArraySchema().items(new Schema<>().$ref("#/components/schemas/ProblemField")))
                .required(List.of("type", "title", "status"));
    }

    private static Schema<?> problemField() {
        return new ObjectSchema()
                .addProperty("field", new StringSchema().example("addresses[0].postalCode"))
                .addProperty("code", new StringSchema().example("postal-code.invalid"))
                .addProperty("message", new StringSchema());
    }
}
