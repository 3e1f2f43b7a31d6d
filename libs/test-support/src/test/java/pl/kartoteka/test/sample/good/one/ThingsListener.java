package pl.kartoteka.test.sample.good.one;

import pl.kartoteka.test.sample.good.two.Thing;
import reactor.core.publisher.Mono;

class ThingsListener {
    Thing on(String name) {
        return Mono.just(name).map(Thing::new).blockOptional().orElseThrow();
    }
}
