package pl.kartoteka.test.sample.good.two;

public record Thing(String name) {}
