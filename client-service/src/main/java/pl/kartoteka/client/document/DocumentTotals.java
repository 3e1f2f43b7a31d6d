package pl.kartoteka.client.document;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.Money;

/**
 * What the sales to a client come to. Amounts are by currency; what is in different currencies is not added up.
 *
 * @param count documents that are sales of their own: a correction changes the amounts and is no further one
 * @param balance still to be paid
 */
record DocumentTotals(long count, @Nullable LocalDate lastIssuedOn, List<Money> turnover, List<Money> balance) {}
