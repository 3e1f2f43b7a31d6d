/** The little HTTP that the sandbox needs on top of the server of the JDK: routes, requests, replies, problem documents. */
@NullMarked
package pl.kartoteka.sandbox.http;

import org.jspecify.annotations.NullMarked;
