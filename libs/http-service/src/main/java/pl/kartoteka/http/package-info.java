/**
 * What every HTTP service of the suite does alike: who may call what ({@link Scopes}, {@link Caller}), versions ({@link ETags},
 * {@link IfMatch}, {@link MergePatch}), pages, identifiers and time, {@code Idempotency-Key}, calls to other services, and the OpenAPI frame.
 * Holds no word of the business.
 */
@NullMarked
package pl.kartoteka.http;

import org.jspecify.annotations.NullMarked;
