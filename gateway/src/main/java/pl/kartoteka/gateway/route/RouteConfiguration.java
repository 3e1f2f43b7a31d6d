package pl.kartoteka.gateway.route;

import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RouteConfiguration {
    /** The client would send a request again when a kept connection breaks under it; whether the service has seen it, nobody knows. */
    @Bean
    HttpClientCustomizer neverTwice() {
        return client -> client.disableRetry(true);
    }
}
