package pl.kartoteka.test.sample.bad.two;

import org.apache.kafka.clients.producer.KafkaProducer;

record ThingPublisher(KafkaProducer<String, String> producer) {}
