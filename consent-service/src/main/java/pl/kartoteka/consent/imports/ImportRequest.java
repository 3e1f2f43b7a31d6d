package pl.kartoteka.consent.imports;

import java.util.List;

/** @param fields which field each column of the file is; empty where a column is left out */
record ImportRequest(String encoding, char delimiter, boolean dryRun, List<String> fields) {}
