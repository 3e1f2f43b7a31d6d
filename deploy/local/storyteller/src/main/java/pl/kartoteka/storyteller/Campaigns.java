package pl.kartoteka.storyteller;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** Messages to the segment and to one client, and what became of them. */
final class Campaigns {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Suite suite;
    private final Narrator narrator;

    Campaigns(Suite suite, Narrator narrator) {
        this.suite = suite;
        this.narrator = narrator;
    }

    /** Plans, checks before flight, starts, and waits until nothing is on its way any more. */
    String run(String channel, String segment, Map<String, Object> content) {
        var fields = new LinkedHashMap<String, Object>(content);
        fields.put("channel", channel);
        fields.put("purpose", channel + "_MARKETING");
        fields.put("segmentId", segment);
        var campaign = suite.post(Role.MARKETING, "/campaigns", fields).expect(201).text("id");
        var preflight = narrator.await("pre-flight, before anything is sent", PATIENCE,
                () -> preflight(campaign, segment));
        narrator.says("It would reach " + preflight.body().path("deliverable").asLong() + " of "
                + preflight.body().path("audience").asLong() + "; not: " + reasons(preflight.body()) + ".");
        suite.post(Role.MARKETING, "/campaigns/" + campaign + "/start", Map.of()).expect(202);
        var done = narrator.await("the " + channel + " campaign is done", PATIENCE,
                () -> Optional.of(suite.get(Role.MARKETING, "/campaigns/" + campaign).expect(200))
                        .filter(answer -> answer.text("status").equals("DONE")
                                && answer.body().path("counts").path("waiting").asLong() == 0));
        narrator.fact("counts", counts(done.body().path("counts")));
        return campaign;
    }

    /** What the campaign came to for one of them. */
    void expect(String campaign, Party party, String status, String reason) {
        var recipient = suite.get(Role.MARKETING, "/campaigns/" + campaign + "/recipients?limit=500").expect(200)
                .items().stream().filter(item -> item.path("clientId").asString("").equals(party.id())).findFirst()
                .orElseThrow(() -> new StoryBroken(party.name() + " is not among the recipients of the campaign"));
        check(party, recipient, status, reason);
    }

    /** Plans one message for later. */
    String plan(Party party, String subject, String text, Instant sendAt) {
        var accepted = suite.post(Role.MARKETING, "/messages", Map.of("channel", "EMAIL", "purpose", "EMAIL_MARKETING",
                "clientIds", List.of(party.id()), "subject", subject, "text", text, "sendAt", sendAt.toString()))
                .expect(202);
        return accepted.body().path("items").path(0).path("id").asString("");
    }

    JsonNode message(String id) {
        return suite.get(Role.MARKETING, "/messages/" + id).expect(200).body();
    }

    void awaitBlocked(Party party, String message, String reason, Duration patience) {
        var stopped = narrator.await("the planned moment has come", patience,
                () -> Optional.of(message(message)).filter(found -> !found.path("status").asString("").equals("QUEUED")
                        && !found.path("status").asString("").equals("SENDING")));
        check(party, stopped, "BLOCKED", reason);
    }

    /** The mail or SMS that really left for somebody since a moment. */
    List<JsonNode> delivered(String path, String to, Instant since) {
        return suite.delivered(path + "?to=" + to.replace("+", "%2B")).valueStream()
                .filter(message -> !Instant.parse(message.path("receivedAt").asString()).isBefore(since)).toList();
    }

    private void check(Party party, JsonNode message, String status, String reason) {
        var found = message.path("status").asString("");
        var why = message.path("reason").asString("");
        if (!found.equals(status) || !reason.isEmpty() && !why.equals(reason)) {
            throw new StoryBroken(
                    "the message to " + party.name() + " is " + found + " " + why + " (expected: " + status
                            + " " + reason + ")");
        }
        narrator.proves(party.name() + ": " + found + (why.isEmpty() ? "" : ", " + why));
    }

    /** Once everybody who is in the segment has arrived where campaigns are planned. */
    private Optional<Answer> preflight(String campaign, String segment) {
        var answer = suite.post(Role.MARKETING, "/campaigns/" + campaign + "/preflight", Map.of()).expect(200);
        var members = suite.get(Role.MARKETING, "/segments/" + segment + "/members?count=true&limit=1").expect(200);
        return answer.body().path("audience").asLong() == members.body().path("total").asLong(-1)
                ? Optional.of(answer)
                : Optional.empty();
    }

    private static String reasons(JsonNode forecast) {
        return forecast.path("blocked").valueStream()
                .map(blocked -> blocked.path("count").asLong() + " " + blocked.path("reason").asString(""))
                .collect(Collectors.joining(", "));
    }

    private static String counts(JsonNode counts) {
        return counts.propertyStream().map(count -> count.getValue().asInt() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
