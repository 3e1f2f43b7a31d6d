/** A gateway that speaks the SMSAPI protocol and sends nothing. */
@NullMarked
package pl.kartoteka.sandbox.sms;

import org.jspecify.annotations.NullMarked;
