package pl.kartoteka.test.sample.bad.one;

import pl.kartoteka.test.sample.bad.two.ThingRepository;
import reactor.core.publisher.Mono;

public class ThingService {
    ThingRepository things = new ThingRepository();

    String first() {
        Mono.just("x").subscribe();
        return Mono.just("y").block();
    }
}
