package pl.kartoteka.storyteller;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The main job, from a NIP to messages that were sent or refused to be. */
final class Story {

    private static final String BAKERY = "7740001454";
    private static final String BAKERY_EMAIL = "biuro@klos.example";
    private static final String BAKERY_PHONE = "+48500100200";
    private static final String SOFTWARE_HOUSE = "9990000304";
    private static final String WEAVERS = "9990000296";
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private final Suite suite;
    private final Narrator narrator;
    private final Registration registration;
    private final Consents consents;
    private final Segments segments;
    private final Campaigns campaigns;
    private final LocalDateTime told = LocalDateTime.now(WARSAW);
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    Story(Suite suite, Narrator narrator) {
        this.suite = suite;
        this.narrator = narrator;
        this.registration = new Registration(suite, narrator);
        this.consents = new Consents(suite, narrator);
        this.segments = new Segments(suite, narrator);
        this.campaigns = new Campaigns(suite, narrator);
    }

    void tell() {
        introduce();
        var reliable = segments.reliable();
        var bakery = bakery();
        var house = softwareHouse();
        var anna = anna();
        var weavers = weavers();
        consents(bakery, anna, house);
        var segment = segment(bakery, house, anna, weavers);
        movedIn(house, segment, reliable);
        movedOut(weavers, segment);
        firstPurchase(anna, bakery, segment);
        var wayOut = mail(segment, bakery, anna, house);
        sms(segment, bakery, anna, house);
        withdrawal(bakery, wayOut);
        overview(bakery);
        narrator.title("\nThe end. Read what was delivered at " + suite.sandbox() + ", the whole API at "
                + suite.gateway() + "/docs.");
    }

    private void introduce() {
        narrator.title("Kartoteka: the main job, told step by step");
        narrator.says(
                "Every call goes through the gateway at " + suite.gateway() + " with a token of the one who makes it.");
        narrator.step("Everybody signs in");
        for (var role : Role.values()) {
            suite.token(role);
        }
        narrator.proves("tokens for admin, sales, marketing, privacy and erp, each with its own scopes");
    }

    private Party bakery() {
        narrator.step("A client is registered from nothing but its NIP");
        narrator.says(
                "Sales knows the NIP " + BAKERY + ". A draft asks GUS over SOAP (session, MTOM), and the white list,");
        narrator.says("VIES and CEIDG to complete it:");
        var draft = registration.draft(BAKERY);
        registration.show(draft);
        narrator.says("Sales adds where offers go, and registers the card:");
        return registration.register(draft, Map.of("stage", "STANDARD",
                "emails", List.of(email(BAKERY_EMAIL)), "phones", List.of(phone(BAKERY_PHONE))));
    }

    private Party softwareHouse() {
        narrator.step("Three more clients");
        narrator.says("From its NIP too, a company in Kraków:");
        return registration.register(registration.draft(SOFTWARE_HOUSE), Map.of("stage", "STANDARD",
                "emails", List.of(email("hello@krakowskieoprogramowanie.example")),
                "phones", List.of(phone("+48500100201"))));
    }

    private Party anna() {
        narrator.says("By hand, a person from Łódź who has bought nothing yet:");
        var clock = told.format(DateTimeFormatter.ofPattern("HHmmss"));
        return registration.registerNew(Map.of("kind", "PERSON", "firstName", "Anna", "lastName", "Zielińska",
                "stage", "POTENTIAL",
                "addresses", List.of(Map.of("use", "REGISTERED", "street", "Narutowicza", "building", "12A",
                        "postalCode", "90-003", "city", "Łódź")),
                "emails", List.of(email("anna." + clock + "@zielinska.example")),
                "phones", List.of(phone("+48501" + clock))));
    }

    private Party weavers() {
        narrator.says("And one more company from Łódź, which will move away later:");
        return registration.register(registration.draft(WEAVERS), Map.of("stage", "STANDARD",
                "emails", List.of(email("biuro@tkalnia.example")), "phones", List.of()));
    }

    private void consents(Party bakery, Party anna, Party house) {
        narrator.step("What they agreed to");
        narrator.says("The privacy officer records answers; a hash-chained ledger keeps each with its evidence.");
        var paper = Map.<String, Object>of("method", "PAPER", "textVersion", 1, "note", "podpisany formularz");
        for (var purpose : List.of("EMAIL_MARKETING", "SMS_MARKETING")) {
            consents.record(bakery, purpose, "GRANTED", paper);
            consents.record(anna, purpose, "PENDING", Map.of());
            consents.record(house, purpose, "REFUSED", Map.of("method", "PHONE"));
        }
        consents.verifyLedger();
    }

    private String segment(Party bakery, Party house, Party anna, Party weavers) {
        narrator.step("A segment that keeps itself current");
        narrator.says("Marketing defines: standard clients from Łódź or tagged RELIABLE.");
        var segment = segments
                .define("Łódź albo rzetelni, " + told.format(DateTimeFormatter.ofPattern("d.MM HH:mm:ss")), 2);
        segments.awaitIn(bakery, segment, "standard, from Łódź");
        segments.awaitIn(weavers, segment, "standard, from Łódź");
        segments.expectOut(anna, segment, "from Łódź, but only potential");
        segments.expectOut(house, segment, "standard, but neither from Łódź nor reliable");
        segments.explain(house, segment);
        return segment;
    }

    private void movedIn(Party house, String segment, String reliable) {
        narrator.step("A change moves a client in");
        narrator.says("Sales tags " + house.name() + " as RELIABLE; nobody touches the segment, the event is enough.");
        registration.correct(house, Map.of("traitIds", List.of(reliable)));
        segments.awaitIn(house, segment, "standard, and reliable now");
    }

    private void movedOut(Party weavers, String segment) {
        narrator.step("A change moves a client out");
        narrator.says(weavers.name() + " moves to Zgierz.");
        registration.correct(weavers, Map.of("addresses", List.of(Map.of("use", "REGISTERED", "street", "Długa",
                "building", "1", "postalCode", "95-100", "city", "Zgierz"))));
        segments.awaitOut(weavers, segment, "no longer from Łódź");
    }

    private void firstPurchase(Party anna, Party bakery, String segment) {
        narrator.step("The first sales document turns a potential client standard");
        narrator.says(
                "The ERP posts an invoice for " + anna.name() + ", and one for the bakery, which it knows by its NIP.");
        var number = "FV/" + told.format(DateTimeFormatter.ofPattern("yyyyMMdd/HHmmss"));
        suite.post(Role.ERP, "/sales-documents", invoice("clientId", anna.id(), number + "/1", "123.00")).expect(201);
        var known = suite.post(Role.ERP, "/sales-documents", invoice("nip", BAKERY, number + "/2", "1845.00"))
                .expect(201);
        narrator.await(anna.name() + " is STANDARD", Duration.ofSeconds(20), () -> Optional
                .of(suite.get(Role.SALES, anna.path()).expect(200))
                .filter(card -> card.text("stage").equals("STANDARD")));
        segments.awaitIn(anna, segment, "standard now, and from Łódź");
        if (!known.text("clientId").equals(bakery.id())) {
            throw new StoryBroken("the invoice for NIP " + BAKERY + " is not with " + bakery.name());
        }
        narrator.proves("the other invoice is with " + bakery.name());
    }

    private static Map<String, Object> invoice(String whose, String client, String number, String gross) {
        return Map.of(whose, client, "number", number, "type", "INVOICE", "issuedOn", LocalDate.now(WARSAW).toString(),
                "gross", Map.of("amount", gross, "currency", "PLN"), "status", "ISSUED");
    }

    /** The link by which the bakery unsubscribes, as the mail carries it. */
    private URI mail(String segment, Party bakery, Party anna, Party house) {
        narrator.step("An e-mail campaign to the segment");
        var subject = "Świeża oferta, " + told.format(DateTimeFormatter.ofPattern("HH:mm:ss"));
        var campaign = campaigns.run("EMAIL", segment, Map.of("name", subject, "subject", subject,
                "text",
                "Dzień dobry {{client.name}}, mamy dla Państwa świeżą ofertę. Rezygnacja: {{links.unsubscribe}}",
                "html", "<p>Dzień dobry <b>{{client.name}}</b>, mamy dla Państwa świeżą ofertę.</p>"
                        + "<p><a href=\"{{links.unsubscribe}}\">Rezygnacja</a></p>"));
        campaigns.expect(campaign, bakery, "SENT", "");
        campaigns.expect(campaign, anna, "BLOCKED", "PENDING");
        campaigns.expect(campaign, house, "BLOCKED", "REFUSED");
        var mail = campaigns.delivered("/mail", BAKERY_EMAIL, start).stream()
                .filter(found -> found.path("subject").asString("").equals(subject)).findFirst()
                .orElseThrow(() -> new StoryBroken("no mail with the subject \"" + subject + "\" has arrived at "
                        + BAKERY_EMAIL));
        narrator.says("Really delivered, as read from the mail server:");
        narrator.fact("To", mail.path("to").asString(""));
        narrator.fact("Subject", mail.path("subject").asString(""));
        narrator.fact("Text", mail.path("text").asString("").strip());
        var header = mail.path("headers").path("List-Unsubscribe").asString("");
        narrator.fact("List-Unsubscribe", header);
        return URI.create(header.replaceAll("[<>]", ""));
    }

    private void sms(String segment, Party bakery, Party anna, Party house) {
        narrator.step("An SMS campaign to the segment");
        var text = "Świeża oferta w piekarni, " + told.format(DateTimeFormatter.ofPattern("HH:mm:ss"));
        var campaign = campaigns.run("SMS", segment, Map.of("name", text, "text", text));
        campaigns.expect(campaign, bakery, "SENT", "");
        campaigns.expect(campaign, anna, "BLOCKED", "PENDING");
        campaigns.expect(campaign, house, "BLOCKED", "REFUSED");
        var sms = campaigns.delivered("/sms", BAKERY_PHONE, start).stream()
                .filter(found -> found.path("text").asString("").contains(text)).findFirst()
                .orElseThrow(() -> new StoryBroken("no SMS with that text has arrived at " + BAKERY_PHONE));
        narrator.says("Really delivered, as read from the SMS gateway:");
        narrator.fact("To", "+" + sms.path("to").asString(""));
        narrator.fact("Text", sms.path("text").asString(""));
        narrator.fact("Parts", sms.path("parts").asString("") + " (" + sms.path("encoding").asString("") + ")");
    }

    private void withdrawal(Party bakery, URI wayOut) {
        narrator.step("A withdrawal between planning and dispatch");
        var subject = "Zaplanowana, " + told.format(DateTimeFormatter.ofPattern("HH:mm:ss"));
        var sendAt = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.SECONDS);
        narrator.says("Marketing plans one more e-mail to " + bakery.name() + " for "
                + LocalDateTime.ofInstant(sendAt, WARSAW)
                        .format(DateTimeFormatter.ofPattern("HH:mm:ss"))
                + "; the consent is still there.");
        var message = campaigns.plan(bakery, subject, "Tej wiadomości nikt nie powinien dostać.", sendAt);
        narrator.proves("planned: " + campaigns.message(message).path("status").asString(""));
        narrator.says(
                "Before that somebody at the bakery presses \"unsubscribe\" in the mailbox; it posts to the link of the mail:");
        suite.pressUnsubscribe(wayOut);
        narrator.proves("the consent is withdrawn, with the mail's own decision as the proof");
        campaigns.awaitBlocked(bakery, message, "WITHDRAWN", Duration.ofSeconds(30));
        if (campaigns.delivered("/mail", BAKERY_EMAIL, start).stream()
                .anyMatch(mail -> mail.path("subject").asString("").equals(subject))) {
            throw new StoryBroken("a message left although its consent was withdrawn");
        }
        narrator.proves("the mail server has seen nothing of it");
    }

    private void overview(Party bakery) {
        narrator.step("Everything about one client, in one call");
        var overview = suite.get(Role.ADMIN, bakery.path() + "/overview").expect(200).body();
        narrator.says("GET /clients/{id}/overview of " + bakery.name() + ":");
        new OverviewTold(narrator).tell(overview);
    }

    private static Map<String, Object> email(String address) {
        return Map.of("address", address, "uses", List.of("MAIN", "OFFERS"));
    }

    private static Map<String, Object> phone(String number) {
        return Map.of("number", number, "uses", List.of("MAIN", "SMS"));
    }
}
