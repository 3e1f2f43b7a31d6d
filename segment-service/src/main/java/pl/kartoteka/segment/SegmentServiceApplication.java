package pl.kartoteka.segment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class SegmentServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(SegmentServiceApplication.class, args);
    }
}
