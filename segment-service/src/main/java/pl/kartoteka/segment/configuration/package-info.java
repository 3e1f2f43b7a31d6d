/** What the service may be asked by whom, the topics it uses and the schedule of its upkeep. */
@NullMarked
package pl.kartoteka.segment.configuration;

import org.jspecify.annotations.NullMarked;
