/**
 * A real PostgreSQL and a real Kafka broker from binaries on the class path, for the local run and for tests on a machine
 * without a container engine; and the databases of the suite, with an owner and a login each, on any PostgreSQL.
 */
@NullMarked
package pl.kartoteka.embedded;

import org.jspecify.annotations.NullMarked;
