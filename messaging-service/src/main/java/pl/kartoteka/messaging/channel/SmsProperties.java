package pl.kartoteka.messaging.channel;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url of an SMSAPI-compatible gateway
 * @param token for its {@code Authorization: Bearer}
 * @param reportsUrl where it reports deliveries to; it is not asked to where empty
 * @param sender registered sender name, at most 11 characters; the account's own where empty
 */
@ConfigurationProperties("kartoteka.sms")
record SmsProperties(
        @DefaultValue("http://localhost:8025") String url,
        @DefaultValue("") String token,
        @DefaultValue("") String sender,
        @DefaultValue("") String reportsUrl,
        @DefaultValue("10s") Duration patience) {

    @Override
    public String toString() {
        return "SMS gateway " + url;
    }
}
