package pl.kartoteka.jobs;

import pl.kartoteka.problem.Problems;

/** Makes the {@link JobResource} of a controller. */
public final class JobResources {
    private final Jobs jobs;
    private final JobTable table;
    private final JobJson json;
    private final Problems problems;

    JobResources(Jobs jobs, JobTable table, JobJson json, Problems problems) {
        this.jobs = jobs;
        this.table = table;
        this.json = json;
        this.problems = problems;
    }

    /** @param path where jobs of this kind are shown, as in {@code /api/v1/client-imports} */
    public JobResource of(JobKind<?, ?> kind, String path) {
        return new JobResource(jobs, table, json, problems, kind.name(), path, null);
    }
}
