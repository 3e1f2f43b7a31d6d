package pl.kartoteka.storyteller;

/** Somebody in the story who has become a client. */
record Party(String id, String name) {

    String path() {
        return "/clients/" + id;
    }
}
