package pl.kartoteka.test.sample.bad.two;

import pl.kartoteka.test.sample.bad.one.ThingService;

public class ThingRepository {
    ThingService back;
}
