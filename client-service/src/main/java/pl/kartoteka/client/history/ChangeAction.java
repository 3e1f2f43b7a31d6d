package pl.kartoteka.client.history;

/** What was done to a client, as the history names it. */
public enum ChangeAction {
    REGISTERED, CORRECTED, CONVERTED, PROMOTED, MERGED, UNMERGED, REMOVED, ERASED,
    /** Of what hangs on it. */
    ADDED, CHANGED, TAKEN_OFF,
    /** Of what a register proposed. */
    ACCEPTED, REFUSED
}
