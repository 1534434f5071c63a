-- Who may send what. Filled by an import, read by every node into memory. Lists are words with a space between; an empty
-- one allows all. Keys are labels in the token. Not replicated.
create table registry_acquirer (
    acquirer         text    primary key,
    active           boolean not null,
    mtis             text    not null,
    processing_codes text    not null,
    currencies       text    not null
);

create table registry_merchant (
    acquirer         text    not null,
    merchant_id      text    not null,
    name             text    not null,
    active           boolean not null,
    mtis             text    not null,
    processing_codes text    not null,
    currencies       text    not null,
    primary key (acquirer, merchant_id)
);

create table registry_terminal (
    acquirer         text    not null,
    terminal_id      text    not null,
    merchant_id      text    not null,
    active           boolean not null,
    master_key       text    not null,
    pin_key          text    not null,
    mac_key          text    not null,
    mtis             text    not null,
    processing_codes text    not null,
    currencies       text    not null,
    primary key (acquirer, terminal_id)
);

-- One row. An import makes it greater; nodes read the rest again when it is.
create table registry_version (
    version bigint not null
);
insert into registry_version values (0);
