/**
 * The way to the services: the routes are in {@code application.yaml}; here is what guards them. Each service has a time limit and a circuit
 * breaker of its own, so that one that hangs takes nobody along; nothing is ever sent twice.
 */
@NullMarked
package pl.kartoteka.gateway.route;

import org.jspecify.annotations.NullMarked;
