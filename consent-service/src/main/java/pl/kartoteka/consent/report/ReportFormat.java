package pl.kartoteka.consent.report;

import pl.kartoteka.documents.TableFormat;

/** As what a report can be had besides JSON. */
enum ReportFormat {
    csv(TableFormat.CSV),
    xlsx(TableFormat.XLSX),
    pdf(TableFormat.PDF);

    private final TableFormat format;

    ReportFormat(TableFormat format) {
        this.format = format;
    }

    TableFormat table() {
        return format;
    }
}
