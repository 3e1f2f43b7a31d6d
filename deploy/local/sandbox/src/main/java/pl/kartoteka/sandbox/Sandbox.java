package pl.kartoteka.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import pl.kartoteka.sandbox.ceidg.CeidgSimulator;
import pl.kartoteka.sandbox.company.Companies;
import pl.kartoteka.sandbox.gus.GusSimulator;
import pl.kartoteka.sandbox.http.Json;
import pl.kartoteka.sandbox.http.Problems;
import pl.kartoteka.sandbox.http.Reply;
import pl.kartoteka.sandbox.http.Request;
import pl.kartoteka.sandbox.http.Routes;
import pl.kartoteka.sandbox.http.WebServer;
import pl.kartoteka.sandbox.mail.Mailbox;
import pl.kartoteka.sandbox.mail.SmtpServer;
import pl.kartoteka.sandbox.page.OverviewPage;
import pl.kartoteka.sandbox.register.Register;
import pl.kartoteka.sandbox.register.Registers;
import pl.kartoteka.sandbox.sms.SmsGateway;
import pl.kartoteka.sandbox.vies.ViesSimulator;
import pl.kartoteka.sandbox.whitelist.WhitelistSimulator;
import tools.jackson.core.JacksonException;

/** Everything the sandbox is, listening. */
final class Sandbox implements AutoCloseable {

    private final SmtpServer smtp;
    private final WebServer web;

    Sandbox(String address, int httpPort, int smtpPort, InstantSource clock, Duration slowness) throws IOException {
        var companies = Companies.load();
        var mailbox = new Mailbox();
        var gateway = new SmsGateway(clock);
        var gus = new GusSimulator(companies, clock);
        var registers = new Registers(slowness, List.of(gus, new CeidgSimulator(companies, clock),
                new WhitelistSimulator(companies, clock), new ViesSimulator(companies, clock)));
        var page = new OverviewPage(mailbox, gateway, registers, companies);
        smtp = new SmtpServer(new InetSocketAddress(address, smtpPort), mailbox, clock);
        try {
            web = new WebServer(new InetSocketAddress(address, httpPort),
                    routes(companies, mailbox, gateway, gus, registers, page));
        } catch (IOException e) {
            smtp.close();
            throw e;
        }
    }

    int httpPort() {
        return web.port();
    }

    int smtpPort() {
        return smtp.port();
    }

    @Override
    public void close() throws IOException {
        web.close();
        smtp.close();
    }

    private static Reply change(Request request, Companies companies, GusSimulator gus) {
        try {
            var fields = Json.tree(request.body());
            if (fields.isObject()) {
                return companies.change(request.variable("nip"), fields).map(company -> {
                    gus.changed(company);
                    return Reply.json(200, company);
                }).orElseGet(() -> Problems.notFound(request));
            }
        } catch (JacksonException _) {
            // Refused below.
        }
        return Problems.invalid(request, "body", "object.expected", "Oczekiwano obiektu z polami firmy",
                "An object with fields of the company expected");
    }

    private static Routes routes(Companies companies, Mailbox mailbox, SmsGateway gateway, GusSimulator gus,
            Registers registers, OverviewPage page) {
        var ceidg = registers.handler(Register.CEIDG);
        var whitelist = registers.handler(Register.WHITELIST);
        var vies = registers.handler(Register.VIES);
        return new Routes()
                .on("GET", "/", _ -> page.show())
                .on("GET", "/pulse", _ -> page.pulse())
                .on("GET", "/health", _ -> Reply.json(200, Map.of("status", "UP")))
                .on("GET", "/mail", mailbox::list)
                .on("DELETE", "/mail", _ -> mailbox.delete())
                .on("GET", "/sms", gateway::list)
                .on("DELETE", "/sms", _ -> gateway.delete())
                .on("POST", "/sms.do", gateway::send)
                .on("GET", "/registers", _ -> registers.list())
                .on("GET", "/registers/companies", _ -> companies.list())
                .on("PATCH", "/registers/companies/{nip}", request -> change(request, companies, gus))
                .on("PUT", "/registers/{register}/mode", registers::changeMode)
                .on("DELETE", "/registers/gus/sessions", _ -> gus.endSessions())
                .on("POST", "/gus/wsBIR/UslugaBIRzewnPubl.svc", registers.handler(Register.GUS))
                .on("GET", "/ceidg/api/ceidg/v3/firmy", ceidg)
                .on("GET", "/ceidg/api/ceidg/v3/firma", ceidg)
                .on("GET", "/ceidg/api/ceidg/v3/firma/{id}", ceidg)
                .on("GET", "/whitelist/api/search/{type}/{values}", whitelist)
                .on("GET", "/whitelist/api/check/{type}/{values}/bank-account/{nrb}", whitelist)
                .on("POST", "/vies/rest-api/check-vat-number", vies)
                .on("POST", "/vies/rest-api/check-vat-test-service", vies)
                .on("GET", "/vies/rest-api/check-status", vies);
    }
}
