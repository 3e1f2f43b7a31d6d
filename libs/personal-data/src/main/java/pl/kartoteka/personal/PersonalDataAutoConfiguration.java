package pl.kartoteka.personal;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.events.Topic;
import pl.kartoteka.http.HttpServiceAutoConfiguration;
import pl.kartoteka.http.IdempotencyKeys;
import pl.kartoteka.reliable.EventCodec;
import pl.kartoteka.reliable.Outbox;
import pl.kartoteka.reliable.TopicsInUse;

/** Lets a service take part in erasures and exports. */
@AutoConfiguration(after = HttpServiceAutoConfiguration.class, afterName = "pl.kartoteka.reliable.ReliableMessagingAutoConfiguration")
@ConditionalOnBean(IdempotencyKeys.class)
class PersonalDataAutoConfiguration {
    @Bean
    TopicsInUse privacyTopic() {
        return TopicsInUse.of(Topic.PRIVACY);
    }

    @Bean
    Erasures erasures(
            ObjectProvider<HoldsPersonalData> holders,
            IdempotencyKeys answers,
            DatabaseClient database,
            Clock clock,
            ReactiveTransactionManager transactions) {
        return new Erasures(holders, answers, database, clock, TransactionalOperator.create(transactions));
    }

    @Bean
    PrivacyRequestsListener privacyRequestsListener(
            @Value("${spring.application.name}") String service,
            ObjectProvider<HoldsPersonalData> holders,
            Erasures erasures,
            Outbox outbox,
            EventCodec codec,
            Clock clock,
            ReactiveTransactionManager transactions) {
        return new PrivacyRequestsListener(codec, new PersonalDataDesk(
                service, holders, erasures, outbox, clock, TransactionalOperator.create(transactions)));
    }
}
