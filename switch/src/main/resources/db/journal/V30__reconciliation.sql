-- What a closed day came to by acquirer, issuer and currency, as reconciliations say it: all that was approved of the
-- day itself, and what was taken back of it. What stands of it is in business_day_total.
create table business_day_gross (
    business_date         date   not null references business_day,
    acquirer              text   not null,
    issuer                text   not null,
    currency              text   not null,
    credits               bigint not null,
    credit_minor          bigint not null,
    credit_reversals      bigint not null,
    credit_reversal_minor bigint not null,
    debits                bigint not null,
    debit_minor           bigint not null,
    debit_reversals       bigint not null,
    debit_reversal_minor  bigint not null,
    authorizations        bigint not null,
    primary key (business_date, acquirer, issuer, currency)
);

-- Reconciliations of a day with an acquirer, who asks us, and with an issuer, whom we ask. The message is in the journal
-- as a request with its events; this is what each side said, and what keeps a repeat from being judged twice.
create table reconciliation (
    txn_id        bigint primary key,
    once          text        not null unique, -- of all that tells one message from every other
    content       text        not null,        -- what it says: a repeat says the same
    asked_by_us   boolean     not null,
    party         text        not null,        -- the acquirer, or the partner
    business_date date        not null,
    currency      text        not null,
    at            timestamptz not null,
    result        text        not null check (result in ('WAITING', 'IN_BALANCE', 'OUT_OF_BALANCE', 'UNAVAILABLE')),
    ours          text        not null,        -- elements and their values, as JSON
    theirs        text        not null,
    differences   text        not null,        -- one a line
    in_flight     bigint[]    not null,        -- what of the day has no end yet, and is not counted
    late          bigint[]    not null,        -- what of the day came or was undone after its close
    answer        text        not null         -- elements, for repeats
);
create index reconciliation_day on reconciliation (business_date, party);

alter table leg drop constraint leg_kind_check;
alter table leg add constraint leg_kind_check check (kind in ('REVERSAL', 'ADVICE', 'STAND_IN', 'RECONCILIATION'));
