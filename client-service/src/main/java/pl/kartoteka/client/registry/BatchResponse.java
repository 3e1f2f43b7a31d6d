package pl.kartoteka.client.registry;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.problem.ProblemDocument;

/** What became of each item, in the order given. */
record BatchResponse(List<BatchItem> items) {

    /** Either the client, with 201, or why there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BatchItem(int status, @Nullable ClientResponse client, @Nullable ProblemDocument problem) {}
}
