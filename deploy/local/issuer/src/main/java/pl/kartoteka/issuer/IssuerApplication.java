package pl.kartoteka.issuer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class IssuerApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(IssuerApplication.class, arguments);
    }
}
