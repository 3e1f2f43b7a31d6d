package pl.kartoteka.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.Scopes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

/** A service that counts at length. */
@SpringBootApplication
class CountingApplication {
    @Bean
    static Scopes scopes() {
        return Scopes.rules()
                .scope("numbers:read", GET, "/api/v1/counts/**")
                .scope("numbers:write", POST, "/api/v1/counts/**");
    }

    record Count(int upTo) {}

    record Counted(int number) {}

    /** Writes one number a step. A test can lay something in the way of each. */
    @Component
    static class Counting implements JobKind<Count, Counted> {
        final Map<Integer, IntFunction<Mono<Void>>> obstacles = new ConcurrentHashMap<>();
        final List<String> tidied = new CopyOnWriteArrayList<>();
        private final DatabaseClient database;

        Counting(DatabaseClient database) {
            this.database = database;
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Class<Count> input() {
            return Count.class;
        }

        @Override
        public Class<Counted> checkpoint() {
            return Counted.class;
        }

        @Override
        public Flux<Step<Count, Counted>> steps(JobRun<Count, Counted> run) {
            Counted reached = run.checkpoint();
            int first = reached == null ? 1 : reached.number() + 1;
            return Flux.range(first, run.input().upTo() - first + 1).map(number -> at -> count(number, at));
        }

        @Override
        public Mono<Void> tidyUp(JobRun<Count, Counted> run, JobStatus end) {
            return Mono.fromRunnable(() -> tidied.add(run.id() + " " + end));
        }

        private Mono<Progress<Counted>> count(int number, JobRun<Count, Counted> run) {
            int upTo = run.input().upTo();
            return database.sql("insert into counted (job_id, number) values (:job, :number)")
                    .bind("job", run.id()).bind("number", number)
                    .then()
                    .then(Mono.defer(() -> obstacles.getOrDefault(upTo, _ -> Mono.empty()).apply(number)))
                    .thenReturn(Progress.at(new Counted(number), number).of(upTo).reporting(Map.of("last", number)));
        }
    }

    @RestController
    @RequestMapping("/api/v1/counts")
    static class CountController {
        private final Jobs jobs;
        private final Counting counting;
        private final JobResource resource;

        CountController(Jobs jobs, Counting counting, JobResources resources) {
            this.jobs = jobs;
            this.counting = counting;
            this.resource = resources.of(counting, "/api/v1/counts").sharedWith("numbers:all");
        }

        @Transactional
        @PostMapping
        public Mono<ResponseEntity<JobResponse>> count(@RequestBody Count count, Locale language) {
            return Caller.current().flatMap(caller -> jobs.submit(counting, caller.subject(), count))
                    .map(job -> resource.accepted(job, language));
        }

        @GetMapping
        Mono<Page<JobResponse>> list(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor,
                Locale language) {
            return resource.list(limit, cursor, language);
        }

        @GetMapping("/{id}")
        Mono<JobResponse> find(@PathVariable UUID id, Locale language) {
            return resource.find(id, language);
        }

        @GetMapping("/{id}/events")
        Mono<ResponseEntity<Flux<ServerSentEvent<JobResponse>>>> events(@PathVariable UUID id, Locale language) {
            return resource.events(id, language);
        }

        @PostMapping("/{id}/cancel")
        Mono<ResponseEntity<JobResponse>> cancel(@PathVariable UUID id, Locale language) {
            return resource.cancel(id, language);
        }
    }
}
