package pl.kartoteka.segment.membership;

/** Why a client entered or left. */
public enum Cause { CHANGE, TIME, DEFINITION, MANUAL }
