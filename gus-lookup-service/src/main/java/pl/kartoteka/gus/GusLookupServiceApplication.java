package pl.kartoteka.gus;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class GusLookupServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(GusLookupServiceApplication.class, args);
    }
}
