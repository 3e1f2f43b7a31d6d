package pl.kartoteka.gus.watch;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import pl.kartoteka.gus.register.Register;

/**
 * @param registers that are asked again
 * @param interval between two verifications of a company; the first comes somewhere in it
 * @param together how many companies are verified in one turn
 * @param again when a register did not answer or its quota is spent
 * @param dailyChanges whether the reports of GUS on the changes of a day are read
 * @param changesWithin how long what they name is spread over
 */
@ConfigurationProperties("kartoteka.watch")
record WatchProperties(
        @DefaultValue({"GUS", "CEIDG", "WHITE_LIST", "VIES"}) List<Register> registers,
        @DefaultValue("7d") Duration interval,
        @DefaultValue("30") int together,
        @DefaultValue("15m") Duration again,
        @DefaultValue("true") boolean dailyChanges,
        @DefaultValue("2h") Duration changesWithin) {}
