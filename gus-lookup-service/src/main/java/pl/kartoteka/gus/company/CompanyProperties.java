package pl.kartoteka.gus.company;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The combined company.
 *
 * @param patience with one register: whoever has not answered by then is left out or stands in with its last answer
 */
@ConfigurationProperties("kartoteka.companies")
record CompanyProperties(@DefaultValue("4s") Duration patience) {}
