package pl.kartoteka.client.imports;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.customfield.CustomField;
import pl.kartoteka.client.imports.ImportRequest.Column;

/** The fields a column can be, and the names under which they are found in files, Polish and English. */
final class ImportFields {
    static final String CUSTOM = "customFields.";

    private static final Map<String, List<String>> NAMES = names("""
            id: identyfikator, id klienta, client id
            code: kod, symbol, kod klienta, kod kontrahenta, external id, externalId, client code, customer id
            kind: rodzaj, typ, typ klienta, rodzaj klienta, client type
            stage: etap, status handlowy
            active: aktywny, czy aktywny
            name: nazwa, nazwa pełna, pełna nazwa, nazwa firmy, firma, kontrahent, klient, full name, company, company name, client name
            shortName: nazwa skrócona, skrót, short name
            firstName: imię, first name, given name
            lastName: nazwisko, last name, surname, family name
            nip: numer nip, nip klienta, tax id, tax number
            euVatNumber: nip ue, vat ue, numer vat ue, eu vat, eu vat number, vat number, vat
            regon: numer regon
            krs: numer krs
            pesel: numer pesel
            legalForm: forma prawna, legal form
            localGovernment: jst, jednostka samorządu terytorialnego, local government
            importance: ważność, znaczenie, priorytet, priority
            language: język
            group: grupa, grupa klientów, grupa kontrahentów, client group
            flags: flagi, flaga, flag
            traits: cechy, cecha, tagi, tags, trait
            source: źródło, źródło pozyskania, acquisition source
            industry: branża
            headOffice: centrala, nip centrali, head office
            payer: płatnik, kto płaci
            businessStatus: status działalności, stan działalności, business status
            vatStatus: status vat, vat status
            pkdCodes: pkd, kod pkd, kody pkd
            address.street: ulica, adres, street, address
            address.building: nr domu, numer domu, nr budynku, numer budynku, nr nieruchomości, building, house number
            address.unit: nr lokalu, numer lokalu, lokal, unit, apartment, flat
            address.postalCode: kod pocztowy, postal code, zip, zip code, postcode
            address.city: miasto, miejscowość, city, town
            address.country: kraj, kod kraju, country
            correspondence.street: ulica koresp., ulica korespondencyjna, adres korespondencyjny ulica, correspondence street
            correspondence.building: nr domu koresp., nr domu korespondencyjny, correspondence building
            correspondence.unit: nr lokalu koresp., nr lokalu korespondencyjny, correspondence unit
            correspondence.postalCode: kod pocztowy koresp., kod pocztowy korespondencyjny, correspondence postal code
            correspondence.city: miejscowość koresp., miasto korespondencyjne, miejscowość korespondencyjna, correspondence city
            correspondence.country: kraj koresp., kraj korespondencyjny, correspondence country
            delivery.street: ulica dostawy, delivery street
            delivery.building: nr domu dostawy, delivery building
            delivery.unit: nr lokalu dostawy, delivery unit
            delivery.postalCode: kod pocztowy dostawy, delivery postal code
            delivery.city: miasto dostawy, miejscowość dostawy, delivery city
            delivery.country: kraj dostawy, delivery country
            email: e-mail, adres e-mail, poczta, mail, email address
            email.offers: e-mail do ofert, e-mail ofertowy, offers email
            email.documents: e-mail do dokumentów, e-mail do faktur, documents email, invoice email
            phone: telefon, tel, nr telefonu, numer telefonu, telefon główny, phone number
            phone.sms: komórka, telefon komórkowy, telefon sms, mobile, mobile phone, cell phone
            site: www, strona www, strona internetowa, website, web
            messenger.whatsapp: whatsapp
            messenger.signal: signal
            messenger.messenger: messenger
            messenger.telegram: telegram
            messenger.teams: teams
            messenger.viber: viber
            messenger.other: inny komunikator, other messenger
            interests: zainteresowania
            relationship: relacja, relacje
            caretaker: opiekun, opiekun główny, opiekun podstawowy, account manager
            caretakers: opiekunowie, opiekunowie dodatkowi, dodatkowi opiekunowie
            keyDates.birthday: data urodzenia, urodziny, birthday, birth date, date of birth
            keyDates.nameDay: imieniny, name day
            keyDates.founding: data założenia, data powstania, founded
            keyDates.cooperation: współpraca od, początek współpracy, customer since
            keyDates.wedding: rocznica ślubu, wedding
            contactPreferences.channel: preferowany kanał, preferowany kontakt, preferred channel
            contactPreferences.hoursFrom: kontakt od, contact from
            contactPreferences.hoursTo: kontakt do, contact to
            contactPreferences.days: dni kontaktu, contact days
            messaging.emailTemplateId: szablon e-mail, email template
            messaging.smsTemplateId: szablon sms, sms template
            messaging.documentEmail: adres wysyłki dokumentów, document email
            messaging.smsPhone: numer do sms, sms phone
            idDocument.type: rodzaj dokumentu, document type
            idDocument.number: nr dowodu, numer dowodu, dowód osobisty, nr dokumentu, id card, id document
            idDocument.validUntil: dokument ważny do, dowód ważny do, document valid until
            idDocument.country: kraj dokumentu, document country
            terms.paymentForm: forma płatności, sposób płatności, payment form, payment method
            terms.paymentDays: termin płatności, termin płatności dni, payment days, payment term
            terms.priceList: cennik, price list
            terms.discountPercent: rabat, rabat %, upust, discount, discount percent
            terms.creditLimit: limit kredytowy, limit kupiecki, credit limit
            terms.currency: waluta, waluta limitu, currency
            accounting.receivablesAccount: konto odbiorcy, konto należności, receivables account
            accounting.payablesAccount: konto dostawcy, konto zobowiązań, payables account
            accounting.postingSchema: schemat księgowania, posting schema
            printTemplates.invoice: wzorzec faktury, invoice template
            printTemplates.receipt: wzorzec paragonu, receipt template
            printTemplates.correction: wzorzec korekty, correction template
            printTemplates.proforma: wzorzec proformy, proforma template
            printTemplates.order: wzorzec zamówienia, order template
            """);
    private static final Map<String, String> BY_NAME = byName();

    private ImportFields() {}

    static boolean isKnown(String field) {
        return NAMES.containsKey(field) || field.startsWith(CUSTOM) && field.length() > CUSTOM.length();
    }

    /** What each column is as far as its name tells; no field twice. */
    static List<Column> detected(List<String> columns, Collection<CustomField> customFields) {
        Set<String> taken = new HashSet<>();
        var detected = new ArrayList<Column>();
        for (String column : columns) {
            String field = detected(column, customFields);
            detected.add(new Column(column, field != null && taken.add(field) ? field : null));
        }
        return detected;
    }

    /** A column named exactly like a field is that field; a custom field goes by its code, or by its name where nothing else does. */
    private static @Nullable String detected(String column, Collection<CustomField> customFields) {
        if (isKnown(column)) {
            return column;
        }
        String field = BY_NAME.get(plain(column));
        return customFields.stream()
                .filter(custom -> custom.code().equals(column) || field == null && custom.name().equals(column))
                .map(custom -> CUSTOM + custom.code())
                .findFirst()
                .orElse(field);
    }

    /** Whether there is something to call a client by; one that is known by its id has a name. */
    static boolean nameClients(List<Column> columns) {
        var fields = new HashSet<String>();
        columns.forEach(column -> fields.add(String.valueOf(column.field())));
        return fields.contains("name") || fields.contains("id")
                || fields.contains("firstName") && fields.contains("lastName");
    }

    /** Lower case without diacritics, spaces and signs. */
    static String plain(String text) {
        return Normalizer.normalize(text.replace('ł', 'l').replace('Ł', 'L'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "");
    }

    private static Map<String, List<String>> names(String table) {
        var names = new LinkedHashMap<String, List<String>>();
        table.lines().forEach(line -> {
            int colon = line.indexOf(':');
            names.put(line.substring(0, colon), Arrays.stream(line.substring(colon + 1).split(",")).toList());
        });
        return names;
    }

    private static Map<String, String> byName() {
        var byName = new LinkedHashMap<String, String>();
        NAMES.forEach((field, names) -> {
            byName.putIfAbsent(plain(field), field);
            names.forEach(name -> byName.putIfAbsent(plain(name), field));
        });
        return byName;
    }
}
