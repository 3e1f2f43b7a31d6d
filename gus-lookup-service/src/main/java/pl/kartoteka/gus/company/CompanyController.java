package pl.kartoteka.gus.company;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.lookup.CacheControl;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/lookups/companies")
class CompanyController {
    private final CompanyLookup companies;

    CompanyController(CompanyLookup companies) {
        this.companies = companies;
    }

    @GetMapping("/{nip}")
    Mono<CompanyResponse> find(
            @PathVariable String nip,
            @RequestHeader(name = "Cache-Control", required = false) @Nullable String cacheControl) {
        var number = Nip.parse(nip).orElseThrow(() -> new InvalidInput("nip", "nip.invalid"));
        return companies.find(number, CacheControl.asksAnew(cacheControl));
    }
}
