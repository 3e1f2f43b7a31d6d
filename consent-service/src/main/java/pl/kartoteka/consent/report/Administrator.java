package pl.kartoteka.consent.report;

/** Who decides on the processing (the controller of the GDPR), as registers and records name it. */
public record Administrator(String name, String address, String contact, String officer) {}
