package pl.kartoteka.gateway.overview;

import java.util.Map;
import java.util.UUID;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class OverviewController {
    private final ClientOverview overview;

    OverviewController(ClientOverview overview) {
        this.overview = overview;
    }

    @GetMapping("/api/v1/clients/{id}/overview")
    Mono<Map<String, Object>> overview(@PathVariable UUID id, @RequestHeader HttpHeaders headers) {
        return overview.of(id, headers);
    }
}
