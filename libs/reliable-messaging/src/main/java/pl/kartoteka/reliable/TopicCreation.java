package pl.kartoteka.reliable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import pl.kartoteka.events.Topic;

/** Creates the topics of the service before anything is sent or read; a broker that is away is asked again. */
final class TopicCreation implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);
    /** How long a broker that is away keeps the service from starting without its topics. */
    private static final int PATIENCE_MILLIS = 10_000;
    /** What was erased has left a compacted topic after two days, also from segments that see little traffic. */
    private static final Duration COMPACTED_WITHIN = Duration.ofDays(1);

    private final Map<String, Object> settings;
    private final List<TopicsInUse> inUse;
    private final ReliableMessagingProperties properties;
    private volatile boolean running;
    private @Nullable Thread retrying;

    TopicCreation(KafkaAdmin admin, List<TopicsInUse> inUse, ReliableMessagingProperties properties) {
        this.settings = new HashMap<>(admin.getConfigurationProperties());
        this.settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.inUse = inUse;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        running = true;
        if (!create()) {
            retrying = Thread.ofVirtual().name("topic-creation").start(this::retry);
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (retrying != null) {
            retrying.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return OutboxRelay.PHASE - 1;
    }

    private void retry() {
        try {
            do {
                Thread.sleep(properties.relay().retry());
            } while (running && !create());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean create() {
        List<NewTopic> topics = topics();
        if (topics.isEmpty()) {
            return true;
        }
        try {
            createMissing(topics);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | RuntimeException e) {
            log.warn("Topics cannot be created yet: {}", e.getMessage());
            return false;
        }
    }

    /** Those that exist stay as they are: with more partitions a key would move, and its events would not be in order. */
    private void createMissing(List<NewTopic> topics) throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(settings)) {
            Set<String> existing = admin.listTopics().names().get();
            var missing = topics.stream().filter(topic -> !existing.contains(topic.name())).toList();
            for (var created : admin.createTopics(missing).values().values()) {
                try {
                    created.get();
                } catch (ExecutionException e) {
                    // Another service or instance was faster.
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
        }
    }

    private List<NewTopic> topics() {
        return inUse.stream()
                .flatMap(use -> use.topics().stream())
                .distinct()
                .flatMap(topic -> Stream.of(topic(topic), deadLetters(topic)))
                .toList();
    }

    private NewTopic topic(Topic topic) {
        var settings = new HashMap<String, String>();
        if (topic.compacted()) {
            String interval = Long.toString(COMPACTED_WITHIN.toMillis());
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            settings.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, interval);
            settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, interval);
        } else {
            settings.putAll(deletedAfter(topic.retention()));
        }
        return newTopic(topic.topicName(), settings);
    }

    private NewTopic deadLetters(Topic topic) {
        return newTopic(
                topic.topicName() + DeadLetters.SUFFIX,
                deletedAfter(properties.deadLetterRetention()));
    }

    private NewTopic newTopic(String name, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(properties.partitions()), Optional.ofNullable(properties.replicas()))
                .configs(settings);
    }

    private static Map<String, String> deletedAfter(Duration retention) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retention.toMillis()));
    }
}
