package pl.kartoteka.consent.consent;

import java.util.List;
import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

@RestController
class MergePreviewController {
    private final ConsentMerge merge;

    MergePreviewController(ConsentMerge merge) {
        this.merge = merge;
    }

    /** What merging the clients would make of their consents. Suppressions of the duplicate always go along. */
    @GetMapping("/api/v1/consents/merge-preview")
    Mono<MergePreview> previewConsentMerge(@RequestParam UUID survivor, @RequestParam UUID duplicate) {
        if (survivor.equals(duplicate)) {
            throw new InvalidInput("duplicate", "merge.same-client");
        }
        return merge.preview(survivor, duplicate)
                .collectList()
                .map(purposes -> new MergePreview(survivor, duplicate, purposes));
    }

    record MergePreview(UUID survivor, UUID duplicate, List<ConsentMerge.Merged> purposes) {}
}
