/** An SMTP server (RFC 5321) that keeps what it gets, and the calls that show it. */
@NullMarked
package pl.kartoteka.sandbox.mail;

import org.jspecify.annotations.NullMarked;
