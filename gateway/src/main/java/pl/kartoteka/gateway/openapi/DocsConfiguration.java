package pl.kartoteka.gateway.openapi;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

@Configuration(proxyBeanMethods = false)
class DocsConfiguration {
    private static final CacheControl SHORTLY = CacheControl.maxAge(Duration.ofMinutes(1));

    @Bean
    RouterFunction<ServerResponse> docs(SuiteApi api, DocsProperties properties) throws IOException {
        String page = text("docs/index.html").replace("${client-id}", properties.clientId());
        String style = text("docs/style.css");
        return route()
                .GET("/", _ -> ServerResponse.temporaryRedirect(URI.create("/docs")).build())
                .GET("/docs",
                        _ -> ServerResponse.ok().contentType(MediaType.TEXT_HTML).cacheControl(SHORTLY).bodyValue(page))
                .GET("/docs/style.css",
                        _ -> ServerResponse.ok().contentType(MediaType.valueOf("text/css")).cacheControl(SHORTLY)
                                .bodyValue(style))
                .GET("/openapi.json", _ -> api.page()
                        .flatMap(document -> ServerResponse.ok().contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(document)))
                .build();
    }

    private static String text(String name) throws IOException {
        return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
    }
}
