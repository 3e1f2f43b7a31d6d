package pl.kartoteka.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.http.HttpServiceAutoConfiguration;
import pl.kartoteka.http.Ids;
import pl.kartoteka.problem.Problems;
import tools.jackson.databind.json.JsonMapper;

/** What a service gets from this library without asking. */
@AutoConfiguration(after = HttpServiceAutoConfiguration.class, afterName = {
    "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
    "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"})
@ConditionalOnBean(DatabaseClient.class)
@EnableConfigurationProperties(JobsProperties.class)
class JobsAutoConfiguration {
    @Bean
    JobTable jobTable(DatabaseClient database) {
        return new JobTable(database);
    }

    @Bean
    JobJson jobJson(JsonMapper mapper) {
        return new JobJson(mapper);
    }

    @Bean
    JobWorker jobWorker(
            ObjectProvider<JobKind<?, ?>> kinds,
            JobTable table,
            JobJson json,
            ReactiveTransactionManager transactions,
            Problems problems,
            MeterRegistry meters,
            JobsProperties properties) {
        return new JobWorker(() -> kinds.orderedStream().toList(), table, json,
                TransactionalOperator.create(transactions), problems,
                new JobMetrics(meters), properties);
    }

    @Bean
    Jobs jobs(JobTable table, JobJson json, JobWorker worker, Ids ids) {
        return new Jobs(table, json, worker, ids);
    }

    @Bean
    JobResources jobResources(Jobs jobs, JobTable table, JobJson json, Problems problems) {
        return new JobResources(jobs, table, json, problems);
    }
}
