/** The providers: SMTP for e-mail, an SMSAPI-compatible gateway for SMS. They take what the gate has cleared and nothing else. */
@NullMarked
package pl.kartoteka.messaging.channel;

import org.jspecify.annotations.NullMarked;
