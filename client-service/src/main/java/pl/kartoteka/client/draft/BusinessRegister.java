package pl.kartoteka.client.draft;

import pl.kartoteka.client.identifier.Nip;
import reactor.core.publisher.Mono;

/** What the public registers know about companies; behind it is another process. */
interface BusinessRegister {

    /** Empty when no register knows the number; {@link RegisterUnavailable} when that cannot be said. */
    Mono<RegisterEntry> find(Nip nip);
}
