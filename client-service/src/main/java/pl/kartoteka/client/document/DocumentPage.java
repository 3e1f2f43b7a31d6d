package pl.kartoteka.client.document;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A page of a client's documents, the latest first, with the totals of all of them. */
record DocumentPage(List<SalesDocumentResponse> items, @Nullable String nextCursor, @Nullable Long total,
        DocumentTotals totals) {}
