package pl.kartoteka.messaging.channel;

import java.net.ConnectException;
import java.time.Duration;

import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import pl.kartoteka.messaging.gate.ClearedMessage;
import pl.kartoteka.messaging.recipient.Channel;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** SMS over a gateway that speaks the protocol of SMSAPI. */
@Component
class SmsChannel implements MessageChannel {
    private static final Logger log = LoggerFactory.getLogger(SmsChannel.class);
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    private final WebClient gateway;
    private final SmsProperties properties;

    SmsChannel(WebClient.Builder builder, SmsProperties properties) {
        this.gateway = builder.baseUrl(properties.url())
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create()
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) TO_CONNECT.toMillis())
                        .responseTimeout(properties.patience())))
                .build();
        this.properties = properties;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean recognisesRepetition() {
        return true;
    }

    @Override
    public Mono<HandOver> send(ClearedMessage message) {
        return gateway.post()
                .uri("/sms.do")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + properties.token())
                .body(BodyInserters.fromFormData(form(message)))
                .exchangeToMono(response -> response.bodyToMono(String.class)
                        .defaultIfEmpty("")
                        .map(body -> SmsReplies.outcome(response.statusCode().value(), body)))
                .onErrorResume(failure -> Mono.just(failed(failure)));
    }

    private MultiValueMap<String, String> form(ClearedMessage message) {
        var form = new LinkedMultiValueMap<String, String>();
        // With a plus the gateway does not know the number (error 13).
        form.add("to", message.address().replaceAll("\\D", ""));
        form.add("message", message.words().text());
        form.add("format", "json");
        form.add("encoding", "utf-8");
        form.add("idx", message.id().toString());
        form.add("check_idx", "1");
        if (!properties.sender().isEmpty()) {
            form.add("from", properties.sender());
        }
        if (!properties.reportsUrl().isEmpty()) {
            form.add("notify_url", properties.reportsUrl());
        }
        return form;
    }

    private static HandOver failed(Throwable failure) {
        log.warn("SMS gateway does not answer: {}", failure.getClass().getName());
        boolean neverBegan = failure instanceof WebClientRequestException request
                && (request.getCause() instanceof ConnectException
                        || request.getCause() instanceof ConnectTimeoutException);
        return neverBegan ? new HandOver.Later("SMS_UNREACHABLE") : new HandOver.Unknown("OUTCOME_UNKNOWN");
    }
}
