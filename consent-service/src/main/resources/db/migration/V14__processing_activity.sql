-- What the register of processing activities (GDPR article 30) says of each purpose beyond the catalogue.
create table processing_activity (
    purpose_code text primary key references purpose (code),
    persons      text not null,
    data         text not null,
    recipients   text not null,
    transfers    text not null,
    retention    text not null,
    safeguards   text not null,
    version      bigint not null
);

insert into processing_activity (purpose_code, persons, data, recipients, transfers, retention, safeguards, version)
select code, 'klienci i osoby ich reprezentujące', data, recipients, 'nie są przekazywane poza EOG', retention,
       'kontrola dostępu według zakresów, szyfrowanie danych szczególnie chronionych, dziennik zmian, kopie zapasowe', 1
from (values
    ('EMAIL_MARKETING', 'imię i nazwisko lub nazwa, adres e-mail', 'dostawca poczty', 'do wycofania lub wygaśnięcia zgody'),
    ('SMS_MARKETING', 'imię i nazwisko lub nazwa, numer telefonu', 'operator bramki SMS', 'do wycofania lub wygaśnięcia zgody'),
    ('PHONE_MARKETING', 'imię i nazwisko lub nazwa, numer telefonu', 'brak', 'do wycofania lub wygaśnięcia zgody'),
    ('PROFILING', 'historia zakupów', 'brak', 'do wycofania lub wygaśnięcia zgody'),
    ('CONTRACT_SERVICE', 'dane identyfikacyjne i kontaktowe, dokumenty sprzedaży', 'dostawca poczty, operator bramki SMS',
     'przez czas trwania umowy i do przedawnienia roszczeń'),
    ('DEBT_COLLECTION', 'dane identyfikacyjne i kontaktowe, należności', 'dostawca poczty, operator bramki SMS',
     'do zaspokojenia lub przedawnienia roszczeń')) as known (code, data, recipients, retention);
