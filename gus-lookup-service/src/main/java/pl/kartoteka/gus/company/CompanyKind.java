package pl.kartoteka.gus.company;

enum CompanyKind {
    LEGAL_PERSON, SOLE_TRADER
}
