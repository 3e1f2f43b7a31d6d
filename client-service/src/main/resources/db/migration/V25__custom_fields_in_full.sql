alter table custom_field
    drop constraint custom_field_type_check,
    drop constraint choices_where_there_is_a_choice,
    add constraint known_type
        check (type in ('TEXT', 'NUMBER', 'DATE', 'BOOLEAN', 'CHOICE', 'MULTI_CHOICE', 'CLIENT_REFERENCE')),
    add constraint choices_where_there_is_a_choice
        check ((type in ('CHOICE', 'MULTI_CHOICE')) = (cardinality(choices) > 0)),
    add column required_for text[] not null default '{}',
    add column default_value jsonb,
    add column min numeric,
    add column max numeric,
    add column max_length int,
    add column pattern text,
    add column removing boolean not null default false;
