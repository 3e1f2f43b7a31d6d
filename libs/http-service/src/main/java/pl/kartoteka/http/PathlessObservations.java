package pl.kartoteka.http;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;

/** Traces name an address by its pattern only: in the address itself there are names, e-mails and the NIPs of sole traders. */
final class PathlessObservations implements ObservationFilter {

    @Override
    public Observation.Context map(Observation.Context context) {
        return context.removeHighCardinalityKeyValue("http.url");
    }
}
