/** Who comes in: tokens are checked here once and again by each service; front ends of other origins as configured. */
@NullMarked
package pl.kartoteka.gateway.security;

import org.jspecify.annotations.NullMarked;
