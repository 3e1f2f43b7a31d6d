/**
 * The REGON register of Statistics Poland (GUS), asked over BIR 1.1 / 1.2: SOAP 1.2 with WS-Addressing, answers in MTOM, a
 * session shared by all calls. The only package where Polish names of the interface are used.
 */
@NullMarked
package pl.kartoteka.gus.bir;

import org.jspecify.annotations.NullMarked;
