package pl.kartoteka.storyteller;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dynamic segment of the story, and who is in it. */
final class Segments {

    static final Map<String, Object> STANDARD_AND_FROM_LODZ_OR_RELIABLE = Map.of("all", List.of(
            condition("stage", "eq", "STANDARD"),
            Map.of("any", List.of(condition("address.city", "eq", "Łódź"),
                    condition("traits", "hasAny", List.of("RELIABLE"))))));

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Suite suite;
    private final Narrator narrator;

    Segments(Suite suite, Narrator narrator) {
        this.suite = suite;
        this.narrator = narrator;
    }

    /** The id of the trait, which sales would pick from a list. */
    String reliable() {
        var known = suite.get(Role.ADMIN, "/traits?limit=500").expect(200).items().stream()
                .filter(trait -> trait.path("code").asString("").equals("RELIABLE")).findFirst();
        return known.map(trait -> trait.path("id").asString()).orElseGet(() -> suite
                .post(Role.ADMIN, "/traits", Map.of("code", "RELIABLE", "name", "Rzetelny płatnik")).expect(201)
                .text("id"));
    }

    String define(String name, int atLeast) {
        var preview = narrator.await("a preview before it is saved", PATIENCE, () -> Optional
                .of(suite
                        .post(Role.MARKETING, "/segments/preview",
                                Map.of("criteria", STANDARD_AND_FROM_LODZ_OR_RELIABLE))
                        .expect(200))
                .filter(answer -> answer.body().path("count").asInt() >= atLeast));
        narrator.says("It would hold " + preview.body().path("count").asInt() + " clients today. Saved:");
        var segment = suite.post(Role.MARKETING, "/segments", Map.of("name", name, "type", "DYNAMIC", "criteria",
                STANDARD_AND_FROM_LODZ_OR_RELIABLE)).expect(201).text("id");
        narrator.await("the new definition has been applied to the whole base", PATIENCE,
                () -> Optional.of(suite.get(Role.MARKETING, "/segments/" + segment).expect(200))
                        .filter(answer -> !answer.text("status").equals("BUILDING")));
        return segment;
    }

    void awaitIn(Party party, String segment, String why) {
        narrator.await(party.name() + " is in the segment: " + why, PATIENCE,
                () -> isIn(party, segment) ? Optional.of(true) : Optional.empty());
    }

    void expectOut(Party party, String segment, String why) {
        if (isIn(party, segment)) {
            throw new StoryBroken(party.name() + " is in the segment (expected: not, " + why + ")");
        }
        narrator.proves(party.name() + " is not in the segment: " + why);
    }

    void awaitOut(Party party, String segment, String why) {
        narrator.await(party.name() + " has left the segment: " + why, PATIENCE,
                () -> isIn(party, segment) ? Optional.empty() : Optional.of(true));
    }

    /** Which condition holds for the party and which does not. */
    void explain(Party party, String segment) {
        var answer = suite.get(Role.MARKETING, "/segments/" + segment + "/members/" + party.id() + "/explanation")
                .expect(200);
        narrator.says("Why? GET …/members/{client}/explanation says for each condition whether it holds:");
        new Conditions(narrator).tell(answer.body().path("criteria"));
    }

    private boolean isIn(Party party, String segment) {
        return suite.get(Role.MARKETING, party.path() + "/segments").expect(200).items().stream()
                .anyMatch(item -> item.path("segmentId").asString("").equals(segment));
    }

    private static Map<String, Object> condition(String field, String operator, Object value) {
        return Map.of("field", field, "op", operator, "value", value);
    }
}
