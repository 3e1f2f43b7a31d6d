package pl.kartoteka.client.document;

/** What ERP and POS systems issue; an offer to sell or an order is no sale yet. */
enum DocumentType {
    INVOICE, RECEIPT, CORRECTION, PROFORMA, ORDER
}
