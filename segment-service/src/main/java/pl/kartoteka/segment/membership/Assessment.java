package pl.kartoteka.segment.membership;

import java.util.Set;
import java.util.UUID;

import pl.kartoteka.segment.profile.Profile;

/** A client, whose profile is locked, to be judged anew for some segments; a client that is not present leaves all. */
public record Assessment(Profile profile, Set<UUID> segments, Cause cause) {}
