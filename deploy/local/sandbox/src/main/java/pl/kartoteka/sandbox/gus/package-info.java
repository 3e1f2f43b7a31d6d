/** GUS BIR 1.1 and 1.2: SOAP 1.2 with WS-Addressing in, MTOM out, sessions, and XML inside XML. */
@NullMarked
package pl.kartoteka.sandbox.gus;

import org.jspecify.annotations.NullMarked;
