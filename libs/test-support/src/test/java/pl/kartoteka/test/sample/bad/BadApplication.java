package pl.kartoteka.test.sample.bad;

class BadApplication {}
