package pl.kartoteka.messaging;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
class MessagingServiceApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(MessagingServiceApplication.class, arguments);
    }
}
