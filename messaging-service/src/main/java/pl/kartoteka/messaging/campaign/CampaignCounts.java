package pl.kartoteka.messaging.campaign;

import java.util.Map;

/**
 * How far a campaign is.
 *
 * @param planned everybody in the audience
 * @param waiting not decided about yet, or on the way
 */
record CampaignCounts(long planned, long sent, long blocked, long held, long failed, long cancelled, long waiting) {

    /** @param byStatus messages there are already; the rest of the audience waits */
    static CampaignCounts of(long audience, Map<String, Long> byStatus) {
        long sent = sum(byStatus, "SENT", "DELIVERED", "BOUNCED");
        long blocked = sum(byStatus, "BLOCKED");
        long held = sum(byStatus, "HELD");
        long failed = sum(byStatus, "FAILED");
        long cancelled = sum(byStatus, "CANCELLED");
        return new CampaignCounts(
                audience,
                sent,
                blocked,
                held,
                failed,
                cancelled,
                Math.max(0, audience - sent - blocked - held - failed - cancelled));
    }

    private static long sum(Map<String, Long> byStatus, String... statuses) {
        long sum = 0;
        for (String status : statuses) {
            sum += byStatus.getOrDefault(status, 0L);
        }
        return sum;
    }
}
