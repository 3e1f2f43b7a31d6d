package pl.kartoteka.test.sample.bad.two;

import org.springframework.http.HttpStatus;

class ThingController {
    ThingRepository things = new ThingRepository();

    record Answer(HttpStatus status) {}

}
