package pl.kartoteka.jobs;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What jobs are asked for, stand at and have found, as the JSON that is kept. */
final class JobJson {
    private final JsonMapper mapper;

    JobJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    @Nullable
    String writeIfAny(@Nullable Object value) {
        return value == null ? null : write(value);
    }

    <I, C> JobRun<I, C> run(JobKind<I, C> kind, JobRow row) {
        String checkpoint = row.checkpoint();
        return new JobRun<>(row.id(), row.owner(),
                mapper.readValue(row.input(), kind.input()),
                checkpoint == null ? null : mapper.readValue(checkpoint, kind.checkpoint()),
                row.done(), row.total(), row.leaseToken());
    }

    Job job(JobRow row) {
        String problem = row.problem();
        return new Job(row.id(), row.kind(), row.owner(), row.status(), row.done(), row.total(),
                mapper.readTree(row.input()),
                tree(row.report()),
                problem == null ? null : mapper.readValue(problem, Failure.class),
                row.cancelRequested() && !row.status().isOver(),
                row.createdAt(), row.startedAt(), row.endedAt());
    }

    private @Nullable JsonNode tree(@Nullable String json) {
        return json == null ? null : mapper.readTree(json);
    }
}
