package pl.kartoteka.storyteller;

import java.util.List;

import tools.jackson.databind.JsonNode;

/** What came back, and for which question. */
record Answer(String question, int status, String etag, JsonNode body) {

    /** Itself, when it has the status; otherwise the story ends here. */
    Answer expect(int expected) {
        return expect(List.of(expected));
    }

    Answer expect(List<Integer> expected) {
        if (!expected.contains(status)) {
            var wanted = String.join(" or ", expected.stream().map(String::valueOf).toList());
            throw new StoryBroken(question + " answered " + status + " (expected: " + wanted + ")" + reason());
        }
        return this;
    }

    String text(String field) {
        return body.path(field).asString("");
    }

    List<JsonNode> items() {
        return body.path("items").valueStream().toList();
    }

    private String reason() {
        var detail = text("detail").isEmpty() ? text("title") : text("detail");
        var errors = body.path("errors").isEmpty() ? "" : " " + body.path("errors");
        return detail.isEmpty() && errors.isEmpty() ? "" : ": " + detail + errors;
    }
}
