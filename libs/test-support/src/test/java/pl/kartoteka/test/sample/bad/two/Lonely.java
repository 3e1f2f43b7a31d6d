package pl.kartoteka.test.sample.bad.two;

public class Lonely {}
