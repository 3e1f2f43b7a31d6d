package pl.kartoteka.client.card;

import java.time.DayOfWeek;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class CardSectionsTest {

    @ParameterizedTest
    @CsvSource({"BIRTHDAY,1980-02-29,true", "BIRTHDAY,02-29,true", "NAME_DAY,06-24,true", "FOUNDING,1998-05-12,true",
        "NAME_DAY,1980-06-24,false", "BIRTHDAY,1981-02-29,false", "BIRTHDAY,13-01,false", "COOPERATION,today,false",
        "FOUNDING,0001-01-01,false", "FOUNDING,+12026-01-01,false"})
    void remembersDaysWithAndWithoutYear(String kind, String date, boolean valid) {
        var found = codes("{'kind':'COMPANY','name':'X','keyDates':[{'kind':'%s','date':'%s'}]}".formatted(kind, date));

        assertThat(found).isEqualTo(valid ? List.of() : List.of("keyDates[0].date key-date.invalid"));
    }

    @Test
    void remembersOneDayOfEachKind() {
        assertThat(codes("{'kind':'PERSON','name':'X','keyDates':[{'kind':'BIRTHDAY','date':'05-12'},"
                + "{'kind':'BIRTHDAY','date':'05-13'}]}")).containsExactly("keyDates[1].kind key-date.repeated");
    }

    @Test
    void sendsDocumentsAndSmsToAddressesThatCanBe() {
        ClientCard card = card("{'kind':'COMPANY','name':'X','messaging':{'documentEmail':' faktury@KLOS.example ',"
                + "'smsPhone':'500 100 200'}}");

        assertThat(CardRules.findings(card)).isEmpty();
        assertThat(card.messaging()).isEqualTo(
                new MessageParameters(null, null, "faktury@klos.example", "+48500100200"));
        assertThat(card.messaging().toString()).doesNotContain("500");
        assertThat(codes("{'kind':'COMPANY','name':'X','messaging':{'documentEmail':'nobody@','smsPhone':'12'}}"))
                .containsExactly("messaging.documentEmail email.invalid", "messaging.smsPhone phone.invalid");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"09:00,15:30,true", "-,-,true", "09:00,-,false", "15:30,09:00,false",
        "09:00,09:00,false"})
    void likesToBeContactedInHoursThatHaveBothEnds(String from, String to, boolean valid) {
        String hours = "'hoursFrom':%s,'hoursTo':%s".formatted(quoted(from), quoted(to));

        assertThat(codes("{'kind':'PERSON','name':'X','contactPreferences':{" + hours + "}}"))
                .isEqualTo(valid ? List.of() : List.of("contactPreferences.hoursTo hours.invalid"));
    }

    @Test
    void likesToBeContactedOnDaysNamedOnce() {
        assertThat(card("{'kind':'PERSON','name':'X','contactPreferences':{'days':['MONDAY','MONDAY']}}")
                .contactPreferences().days()).containsExactly(DayOfWeek.MONDAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://klos.example", "http://klos.example/sklep?a=1", "klos.example"})
    void linksToPages(String url) {
        assertThat(codes("{'kind':'COMPANY','name':'X','sites':[{'url':'" + url + "'}]}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "ftp://klos.example", "https://", "https://user@klos.example",
        "klos"})
    void linksToNothingElse(String url) {
        assertThat(codes("{'kind':'COMPANY','name':'X','sites':[{'url':'" + url + "'}]}"))
                .containsExactly("sites[0].url site.invalid");
    }

    private static String quoted(String text) {
        return text == null ? "null" : "'" + text + "'";
    }

    private static List<String> codes(String json) {
        return CardRules.findings(card(json)).stream().map(finding -> finding.field() + " " + finding.code()).toList();
    }

    private static ClientCard card(String json) {
        return JsonMapper.shared().readValue(json.replace('\'', '"'), ClientCard.class);
    }
}
