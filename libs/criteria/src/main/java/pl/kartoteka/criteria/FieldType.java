package pl.kartoteka.criteria;

/** What kind of fact a field holds, which decides its operators and the values they take. */
public enum FieldType {
    TEXT,
    NUMBER,
    FLAG,
    /** A calendar day. */
    DAY,
    /** An instant; against a day it is compared by its day in Warsaw. */
    MOMENT,
    SET,
    /** A custom field: the operator and its value say what kind of fact is meant. */
    CUSTOM,
    /** Membership in other segments. */
    SEGMENT
}
