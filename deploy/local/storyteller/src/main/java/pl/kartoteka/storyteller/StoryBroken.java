package pl.kartoteka.storyteller;

/** A step did not come out as it should; the message is the one line that says so. */
final class StoryBroken extends RuntimeException {

    StoryBroken(String message) {
        super(message);
    }
}
