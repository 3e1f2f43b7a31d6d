/** Takes what is due, asks the gate, records the attempt, hands over, records the outcome; several instances share the work. */
@NullMarked
package pl.kartoteka.messaging.dispatch;

import org.jspecify.annotations.NullMarked;
