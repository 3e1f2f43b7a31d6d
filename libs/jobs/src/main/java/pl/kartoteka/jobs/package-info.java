/**
 * Long work that survives a crash. A service says what it does at length as a {@link pl.kartoteka.jobs.JobKind}: steps, each
 * committed together with its progress and with the point to go on from. {@link pl.kartoteka.jobs.Jobs} takes such work on,
 * any instance does it, one at a time; {@link pl.kartoteka.jobs.JobResource} shows every job over HTTP in the same way.
 */
@NullMarked
package pl.kartoteka.jobs;

import org.jspecify.annotations.NullMarked;
