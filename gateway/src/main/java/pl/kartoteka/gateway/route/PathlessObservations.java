package pl.kartoteka.gateway.route;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import org.springframework.stereotype.Component;

/** Traces name the route and not the address: in that there are search terms, e-mails and the NIPs of sole traders. */
@Component
final class PathlessObservations implements ObservationFilter {

    @Override
    public Observation.Context map(Observation.Context context) {
        return context.removeHighCardinalityKeyValues("http.url", "http.uri");
    }
}
