create table purpose (
    code          text primary key check (code ~ '^[A-Z][A-Z0-9_]{1,63}$'),
    name          text not null,
    description   text,
    legal_basis   text not null check (legal_basis in
                      ('CONSENT', 'CONTRACT', 'LEGAL_OBLIGATION', 'VITAL_INTEREST', 'PUBLIC_TASK', 'LEGITIMATE_INTEREST')),
    channels      text[] not null check (channels <@ array ['EMAIL', 'SMS', 'PHONE', 'POST']),
    validity_days integer check (validity_days between 1 and 36500),
    active        boolean not null default true,
    version       bigint not null,
    -- null until the definition has gone out as an event: what a migration seeds is announced at the first start
    announced     bigint
);

-- What a person was shown. A version that exists is evidence: it is never changed and never removed.
create table purpose_text (
    purpose_code text not null references purpose (code),
    language     text not null check (language ~ '^[a-z]{2}$'),
    version      integer not null check (version > 0),
    text         text not null,
    primary key (purpose_code, language, version)
);
revoke update, delete, truncate on purpose_text from ${service_login};
revoke delete, truncate on purpose from ${service_login};

insert into purpose (code, name, description, legal_basis, channels, validity_days, version) values
    ('EMAIL_MARKETING', 'Marketing e-mailem', 'Informacje handlowe wysyłane pocztą elektroniczną', 'CONSENT', '{EMAIL}', 730, 1),
    ('SMS_MARKETING', 'Marketing SMS-em', 'Informacje handlowe wysyłane SMS-em', 'CONSENT', '{SMS}', 730, 1),
    ('PHONE_MARKETING', 'Marketing telefoniczny', 'Informacje handlowe przekazywane przez telefon', 'CONSENT', '{PHONE}', 730, 1),
    ('PROFILING', 'Profilowanie', 'Dopasowanie oferty na podstawie historii zakupów', 'CONSENT', '{}', 730, 1),
    ('CONTRACT_SERVICE', 'Obsługa umowy', 'Wiadomości potrzebne do wykonania umowy', 'CONTRACT', '{EMAIL,SMS,PHONE,POST}', null, 1),
    ('DEBT_COLLECTION', 'Windykacja', 'Dochodzenie należności', 'LEGITIMATE_INTEREST', '{EMAIL,SMS,PHONE,POST}', null, 1);

insert into purpose_text (purpose_code, language, version, text) values
    ('EMAIL_MARKETING', 'pl', 1, 'Wyrażam zgodę na otrzymywanie informacji handlowych pocztą elektroniczną. Zgodę mogę wycofać w każdej chwili; nie wpływa to na zgodność z prawem tego, co zrobiono wcześniej.'),
    ('EMAIL_MARKETING', 'en', 1, 'I agree to receive commercial information by e-mail. I may withdraw this consent at any time; that does not affect the lawfulness of what was done before.'),
    ('SMS_MARKETING', 'pl', 1, 'Wyrażam zgodę na otrzymywanie informacji handlowych SMS-em. Zgodę mogę wycofać w każdej chwili; nie wpływa to na zgodność z prawem tego, co zrobiono wcześniej.'),
    ('SMS_MARKETING', 'en', 1, 'I agree to receive commercial information by SMS. I may withdraw this consent at any time; that does not affect the lawfulness of what was done before.'),
    ('PHONE_MARKETING', 'pl', 1, 'Wyrażam zgodę na kontakt telefoniczny w celach handlowych. Zgodę mogę wycofać w każdej chwili; nie wpływa to na zgodność z prawem tego, co zrobiono wcześniej.'),
    ('PHONE_MARKETING', 'en', 1, 'I agree to be called for commercial purposes. I may withdraw this consent at any time; that does not affect the lawfulness of what was done before.'),
    ('PROFILING', 'pl', 1, 'Wyrażam zgodę na dopasowywanie oferty do mnie na podstawie historii moich zakupów. Zgodę mogę wycofać w każdej chwili; nie wpływa to na zgodność z prawem tego, co zrobiono wcześniej.'),
    ('PROFILING', 'en', 1, 'I agree that offers are tailored to me from my purchase history. I may withdraw this consent at any time; that does not affect the lawfulness of what was done before.'),
    ('CONTRACT_SERVICE', 'pl', 1, 'Przetwarzamy Twoje dane, ponieważ jest to potrzebne do wykonania umowy (art. 6 ust. 1 lit. b RODO).'),
    ('CONTRACT_SERVICE', 'en', 1, 'We process your data because it is necessary to perform the contract (article 6(1)(b) GDPR).'),
    ('DEBT_COLLECTION', 'pl', 1, 'Przetwarzamy Twoje dane w celu dochodzenia należności, co jest naszym prawnie uzasadnionym interesem (art. 6 ust. 1 lit. f RODO). Możesz wnieść sprzeciw.'),
    ('DEBT_COLLECTION', 'en', 1, 'We process your data to collect what is owed, which is our legitimate interest (article 6(1)(f) GDPR). You may object.');
