-- Business days that were turned by hand or closed; one that is neither has no row. What a close summed is every event
-- that its snapshot sees and the snapshot of the close before does not, so a sum can be worked out again and compared.
-- Not replicated: the replica does not know which commit brought an event.
create table business_day (
    business_date date primary key,
    begins_at     timestamptz,      -- from then on requests are of this date, where it was turned by hand
    closed_at     timestamptz,
    snapshot      pg_snapshot,      -- what was committed when it was closed
    before        pg_snapshot,      -- the same of the close before, empty for the first
    digest        text,             -- SHA-256 of all items in their order
    items         bigint,
    given_up      bigint            -- messages of the day that wait in the dead-letter state
);

-- Totals of a close. Late items are of days that were closed before: undone since, or approved since.
create table business_day_total (
    business_date date   not null references business_day,
    acquirer      text   not null,
    issuer        text   not null,
    currency      text   not null,
    late          boolean not null,
    debits        bigint not null,
    debit_minor   bigint not null,
    credits       bigint not null,
    credit_minor  bigint not null,
    primary key (business_date, acquirer, issuer, currency, late)
);

create table business_day_late (
    business_date date   not null references business_day,
    txn_id        bigint not null,
    original_date date   not null,
    minor         bigint not null,  -- what it adds to the cardholder's debits, or takes off
    primary key (business_date, txn_id)
);
