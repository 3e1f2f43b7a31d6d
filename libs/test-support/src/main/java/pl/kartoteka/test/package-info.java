/**
 * What the tests of every service stand on: a real PostgreSQL and a real Kafka, an issuer of tokens, a look into topics, the
 * house's architecture rules and the check of the committed OpenAPI page. Test scope only.
 */
@NullMarked
package pl.kartoteka.test;

import org.jspecify.annotations.NullMarked;
