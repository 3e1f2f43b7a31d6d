package pl.kartoteka.sandbox.http;

/** Answers one request; runs on a virtual thread of its own and may wait. */
@FunctionalInterface
public interface Handler {

    Reply handle(Request request) throws Exception;
}
