package pl.kartoteka.gateway.route;

import java.time.Duration;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The services behind the door, by name. */
@ConfigurationProperties("kartoteka")
public record Services(Map<String, Target> services) {
    public Target named(String name) {
        Target service = services.get(name);
        if (service == null) {
            throw new IllegalStateException("service: " + name + " (expected: one of " + services.keySet() + ")");
        }
        return service;
    }

    /**
     * @param title     what its part of the API page is called
     * @param timeLimit until its answer begins
     */
    public record Target(String title, String url, @DefaultValue("15s") Duration timeLimit) {}
}
