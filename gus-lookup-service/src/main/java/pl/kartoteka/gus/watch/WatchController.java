package pl.kartoteka.gus.watch;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class WatchController {
    private final WatchList watchList;

    WatchController(WatchList watchList) {
        this.watchList = watchList;
    }

    /** How many companies are watched, and how far behind the watch is. */
    @GetMapping("/api/v1/lookups/watch")
    Mono<WatchResponse> watch() {
        return watchList.state();
    }
}
