/** The API of the whole suite on one page: the pages of the services, put together as they are at this moment. */
@NullMarked
package pl.kartoteka.gateway.openapi;

import org.jspecify.annotations.NullMarked;
