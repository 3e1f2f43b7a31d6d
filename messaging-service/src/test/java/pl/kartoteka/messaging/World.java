package pl.kartoteka.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.ClientState;
import pl.kartoteka.events.Event;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.SegmentEvent.SegmentDefined;
import pl.kartoteka.events.SegmentEvent.SegmentState;
import pl.kartoteka.events.SegmentMemberEvent.Membership;
import pl.kartoteka.events.SegmentMemberEvent.SegmentEntered;
import pl.kartoteka.events.SegmentMemberEvent.SegmentLeft;
import pl.kartoteka.reliable.EventCodec;
import pl.kartoteka.test.KafkaProbe;

/** What the other services tell, said by the tests. */
@Component
public class World {
    private static final AtomicInteger NUMBER = new AtomicInteger(500_100_000);

    private final KafkaProbe kafka = KafkaProbe.shared();
    private final EventCodec codec;
    private final DatabaseClient database;

    World(EventCodec codec, DatabaseClient database) {
        this.codec = codec;
        this.database = database;
    }

    /** A client with an e-mail address and a phone, known to the service. */
    public Person client(String shortName) throws Exception {
        var id = UUID.randomUUID();
        var person = new Person(id, id + "@klos.example", "48" + NUMBER.incrementAndGet());
        tell(new ClientRegistered(state(person, shortName, 1)));
        Api.eventually(() -> count("select count(*) from recipient where client_id = '" + id + "'") == 1);
        return person;
    }

    public static ClientState state(Person person, String shortName, long version) {
        return new ClientState(
                person.id(), version, "COMPANY", "STANDARD", true, "Piekarnia Złoty Kłos & Syn", shortName, null, null,
                null, null,
                null, null, null, false, null, "pl", null, List.of(), null, null, List.of(), null, null, null, null,
                List.of(),
                List.of(new ClientState.Email(person.email(), List.of("MAIN", "OFFERS"))),
                List.of(new ClientState.Phone("+" + person.phone(), List.of("MAIN", "SMS"))),
                null, null, null, null, null, null, null, null, null, null, null, null, Map.of("tier", "gold"), null,
                Instant.EPOCH, Instant.EPOCH);
    }

    public UUID segment(Person... members) throws Exception {
        return segment("PUBLIC", members);
    }

    public UUID segment(String visibility, Person... members) throws Exception {
        var id = UUID.randomUUID();
        tell(new SegmentDefined(new SegmentState(id, 1, "Łódź", null, "DYNAMIC", visibility, "sales", null)));
        for (Person member : members) {
            enters(id, member, 1);
        }
        Api.eventually(() -> count("select count(*) from segment where id = '" + id + "'") == 1);
        Api.eventually(() -> members(id) == members.length);
        return id;
    }

    public void enters(UUID segment, Person member, long sequence) {
        tell(new SegmentEntered(new Membership(segment, member.id(), "CHANGE", Instant.EPOCH, sequence)));
    }

    public void leaves(UUID segment, Person member, long sequence) {
        tell(new SegmentLeft(new Membership(segment, member.id(), "CHANGE", Instant.EPOCH, sequence)));
    }

    public long members(UUID segment) {
        return count("select count(*) from segment_member where member and segment_id = '" + segment + "'");
    }

    public void tell(Event event) {
        kafka.send(event.topic(), event.key(), codec.json(event).getBytes(StandardCharsets.UTF_8), Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_source", "urn:test",
                "ce_type", EventTypes.typeOf(event.getClass()),
                "content-type", "application/json"));
    }

    public long count(String query) {
        return database.sql(query).mapValue(Long.class).one().block();
    }

    public void change(String statement) {
        database.sql(statement).then().block();
    }

    public record Person(UUID id, String email, String phone) {}
}
