-- Cards that may not be used, and with which code they are refused. Every node keeps them in memory and asks for what
-- changed since. A card that was taken off stays for a while with an empty code, so that nodes hear of it. Not replicated.
create table hot_card (
    pan_token  bytea       not null primary key,
    code       text        not null,
    until      date,                        -- the last day; for good where there is none
    version    bigint      not null,        -- of the change that brought it
    changed_at timestamptz not null
);
create index hot_card_version on hot_card (version);

-- One row, held by each change until its commit: versions are seen in their order.
create table hot_card_change (
    version bigint not null
);
insert into hot_card_change values (0);
