package pl.kartoteka.messaging.template;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;

/** A request that says what a message says, itself or through a template. */
public interface Words {

    @Nullable
    Channel channel();

    @Nullable
    String subject();

    @Nullable
    String text();

    @Nullable
    String html();

    default @Nullable UUID templateId() {
        return null;
    }
}
