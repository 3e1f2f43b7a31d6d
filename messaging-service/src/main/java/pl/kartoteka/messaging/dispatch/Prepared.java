package pl.kartoteka.messaging.dispatch;

import pl.kartoteka.messaging.gate.OutgoingMessage;
import pl.kartoteka.messaging.message.Message;
import pl.kartoteka.messaging.message.Settlement;

sealed interface Prepared {

    record Ready(Message message, OutgoingMessage outgoing) implements Prepared {}

    record Unfit(Settlement settlement) implements Prepared {}
}
