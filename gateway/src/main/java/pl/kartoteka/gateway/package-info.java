/** The one door of the suite: it knows who owns which path, who may come in and how often, and nothing of the business. */
@NullMarked
package pl.kartoteka.gateway;

import org.jspecify.annotations.NullMarked;
