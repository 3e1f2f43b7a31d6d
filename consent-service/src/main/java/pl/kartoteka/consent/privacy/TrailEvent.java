package pl.kartoteka.consent.privacy;

/** What can happen in a case. */
enum TrailEvent {
    RECEIVED,
    STARTED,
    EXTENDED,
    COMPLETED,
    REFUSED,
    WITHDRAWN,
    LIFTED,
    OBJECTION_RECORDED,
    CORRECTED,
    DEADLINE_NEAR,
    ASKED,
    ASKED_AGAIN,
    APPLIED_AGAIN,
    ANSWERED,
    ARCHIVE_READY,
    ARCHIVE_DOWNLOADED,
    ARCHIVE_ERASED
}
