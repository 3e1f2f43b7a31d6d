package pl.kartoteka.consent.page;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param controller who decides on the data, as people know the firm; stands on every page
 * @param contact where a person can ask, e.g. an e-mail address; left out when empty
 */
@ConfigurationProperties("kartoteka.pages")
record PageProperties(@DefaultValue("Kartoteka") String controller, @DefaultValue("") String contact) {}
