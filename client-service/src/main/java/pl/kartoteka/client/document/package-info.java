/**
 * Sales documents from ERP and POS systems, over Kafka ({@code sales.documents.v1}) or HTTP: kept once per source and
 * number, attached to their client as soon as it is known, and the cause of a POTENTIAL client becoming STANDARD.
 */
@NullMarked
package pl.kartoteka.client.document;

import org.jspecify.annotations.NullMarked;
