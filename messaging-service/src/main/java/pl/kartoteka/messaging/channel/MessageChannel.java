package pl.kartoteka.messaging.channel;

import pl.kartoteka.messaging.gate.ClearedMessage;
import pl.kartoteka.messaging.recipient.Channel;
import reactor.core.publisher.Mono;

/** A provider behind one channel. */
public interface MessageChannel {

    Channel channel();

    /** Whether the provider itself recognises a message it has taken before, so that it can be handed over again. */
    boolean recognisesRepetition();

    /** Never an error: what went wrong is the outcome. */
    Mono<HandOver> send(ClearedMessage message);
}
