package pl.kartoteka.sandbox.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import pl.kartoteka.sandbox.company.Companies;
import pl.kartoteka.sandbox.http.Reply;
import pl.kartoteka.sandbox.mail.Mailbox;
import pl.kartoteka.sandbox.register.Register;
import pl.kartoteka.sandbox.register.Registers;
import pl.kartoteka.sandbox.sms.SmsGateway;

/** Mail, SMS and registers on one page, for a person; it looks for news every two seconds. */
public final class OverviewPage {

    private final Mailbox mailbox;
    private final SmsGateway gateway;
    private final Registers registers;
    private final Companies companies;
    private final String page = resource("overview.html").replace("{{css}}", resource("overview.css"))
            .replace("{{js}}", resource("overview.js"));

    public OverviewPage(Mailbox mailbox, SmsGateway gateway, Registers registers, Companies companies) {
        this.mailbox = mailbox;
        this.gateway = gateway;
        this.registers = registers;
        this.companies = companies;
    }

    public Reply show() {
        var nonce = UUID.randomUUID().toString();
        var state = state();
        var content = Sections.mail(mailbox.all()) + Sections.sms(gateway.all()) + Sections.registers(registers)
                + Sections.companies(companies);
        // Mail may bring its own styles and inline pictures, but it loads nothing and runs nothing.
        return Reply.html(200, page.replace("{{nonce}}", nonce).replace("{{state}}", state)
                .replace("{{content}}", content))
                .header("Content-Security-Policy", "default-src 'none'; connect-src 'self'; img-src data:; "
                        + "script-src 'nonce-" + nonce + "'; style-src 'unsafe-inline'; base-uri 'none'; "
                        + "form-action 'none'; frame-ancestors 'none'")
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff");
    }

    /** What the open page compares to know whether to read itself anew. */
    public Reply pulse() {
        return Reply.of(200, "text/plain; charset=utf-8", state()).header("Cache-Control", "no-store");
    }

    private String state() {
        return mailbox.state() + "," + gateway.state() + "," + Arrays.stream(Register.values())
                .map(register -> registers.mode(register).name()).collect(Collectors.joining(","));
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(OverviewPage.class.getResourceAsStream("/page/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
