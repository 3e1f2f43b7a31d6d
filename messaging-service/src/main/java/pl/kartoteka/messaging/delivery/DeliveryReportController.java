package pl.kartoteka.messaging.delivery;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.messaging.message.Messages;
import reactor.core.publisher.Mono;

@RestController
class DeliveryReportController {
    private final Messages messages;
    private final DeliveryProperties properties;

    DeliveryReportController(Messages messages, DeliveryProperties properties) {
        this.messages = messages;
        this.properties = properties;
    }

    /** The gateway asks with GET, and goes on asking until it is answered OK. */
    @GetMapping(path = "/api/v1/public/sms-reports/{secret}", produces = MediaType.TEXT_PLAIN_VALUE)
    Mono<String> take(
            @PathVariable String secret,
            @RequestParam("MsgId") String providerIds,
            @RequestParam("idx") String ownIds,
            @RequestParam("status") String codes) {
        return properties.isSecret(secret)
                ? messages.delivered(DeliveryReports.read(providerIds, ownIds, codes)).thenReturn("OK")
                : Mono.error(ReportAddressUnknown::new);
    }
}
