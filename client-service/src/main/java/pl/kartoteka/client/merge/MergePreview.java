package pl.kartoteka.client.merge;

import java.util.List;
import java.util.Map;
import java.util.Set;

import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.merge.MergedCard.MergeField;

/**
 * What a merge would do.
 *
 * @param survivorVersion at which it was looked at, to be named with the merge in {@code If-Match}
 * @param duplicateVersion the same, to be named in the request
 * @param fields those in which the two differ
 * @param card of the survivor afterwards
 * @param staysBehind what the duplicate's card says that the survivor's kind has no place for
 * @param moves how much hangs on the duplicate, by what it is
 * @param obstacles why the two cannot be merged as things are; empty where they can
 */
record MergePreview(long survivorVersion, long duplicateVersion, List<MergeField> fields, ClientCard card,
        Set<String> staysBehind, Map<String, Long> moves,
        List<MergeImpossible.Reason> obstacles) {}
