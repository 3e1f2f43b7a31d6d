package pl.kartoteka.client.document;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param waiting for how long a document is kept that no client is found for */
@ConfigurationProperties("kartoteka.sales-documents")
record SalesDocumentProperties(@DefaultValue("400d") Duration waiting) {}
