-- The journal: append-mostly, partitioned by a day taken from the message itself. The business date would not do: a
-- retry after cutover would then find no duplicate, and post twice.

-- What may happen once. An original and its repeats share a key; the key is a digest, and the request row has its parts.
create table claim (
    day      date   not null,
    key      uuid   not null,
    content  uuid   not null,     -- digest of PAN token, DE 3, 4 and 49: same key, other content = conflict
    txn_id   bigint not null,
    primary key (day, key)
) partition by range (day);

-- One row for each request that counts as forwarded, or was refused.
create table request (
    day             date        not null,
    txn_id          bigint      not null,
    received_at     timestamptz not null,
    node            smallint    not null,
    acquirer        text        not null,
    door            text        not null,
    mti             text        not null,
    kind            text        not null,
    processing_code text        not null,
    amount_minor    bigint,
    currency        text        not null,
    pan_token       bytea       not null,
    pan_first6      text        not null,
    pan_last4       text        not null,
    transmitted_at  text        not null,   -- DE 7
    stan            text        not null,
    local_time      text        not null,   -- DE 12
    local_date      text        not null,   -- DE 13
    acquirer_id     text        not null,   -- DE 32
    rrn             text        not null,
    terminal_id     text        not null,
    merchant_id     text        not null,
    destination     text        not null,
    posted_sign     smallint    not null,   -- +1 debits the cardholder once approved, -1 credits, 0 neither
    business_date   date        not null,
    primary key (day, txn_id)
) partition by range (day);
create index request_rrn on request (rrn);
create index request_terminal on request (terminal_id, stan);

-- Every change of state after FORWARDED, at most one of each: writing one twice is writing it once.
create table event (
    day            date        not null,
    txn_id         bigint      not null,
    state          text        not null,
    at             timestamptz not null,
    response_code  text        not null,    -- what the acquirer was told, empty where it was told nothing by this
    approved_minor bigint,
    link           text        not null,
    detail         text        not null,
    answer         text        not null,    -- elements of the answer for a repeat, never card data
    primary key (day, txn_id, state)
) partition by range (day);

-- What must still reach a partner: reversals and advices, stored before anyone is told and sent until answered.
create table leg (
    txn_id      bigint      not null,
    day         date        not null,
    kind        text        not null check (kind in ('REVERSAL', 'ADVICE')),
    destination text        not null,
    mti         text        not null,
    elements    text        not null,       -- the message without card data
    sealed_pan  bytea,                      -- AES-GCM under a key that stays in the token; erased once done
    state       text        not null check (state in ('PENDING', 'DONE', 'DEAD')),
    attempts    int         not null,
    next_at     timestamptz not null,
    created_at  timestamptz not null,
    last_error  text        not null,
    primary key (txn_id, kind)
);
create index leg_due on leg (next_at) where state = 'PENDING';

-- One row while a forwarded transaction has no outcome: what recovery needs to reverse it. Never replicated.
create table open_request (
    txn_id     bigint primary key,
    day        date     not null,
    node       smallint not null,
    sealed_pan bytea
);

-- A reversal that came before its original: the original is refused when it comes.
create table early_reversal (
    match_key uuid primary key,
    at        timestamptz not null
);

create table outbox (
    id         bigint generated always as identity primary key,
    txn_id     bigint      not null,
    state      text        not null,
    payload    text        not null,
    created_at timestamptz not null
);
create unique index outbox_once on outbox (txn_id, state);

-- Replies that met no waiting request: late, duplicate or strange. Kept, never delivered.
create table unmatched_reply (
    id            bigint generated always as identity primary key,
    at            timestamptz not null,
    link          text        not null,
    why           text        not null,
    mti           text        not null,
    stan          text        not null,
    rrn           text        not null,
    terminal_id   text        not null,
    response_code text        not null
);

-- The signed movement of every transaction that stands approved now, for reconciliation.
create view posting as
select r.day, r.txn_id, r.received_at, r.destination, r.currency,
       r.posted_sign * coalesce(approved.approved_minor, r.amount_minor, 0) as posted_minor
  from request r
  join event approved on approved.day = r.day and approved.txn_id = r.txn_id and approved.state = 'APPROVED'
 where not exists (select 1 from event undone
                    where undone.day = r.day and undone.txn_id = r.txn_id and undone.state in ('REVERSING', 'REVERSED'));

-- Rows for days outside the window of daily partitions: a terminal with a wrong clock.
create table claim_other   partition of claim   default;
create table request_other partition of request default;
create table event_other   partition of event   default;

-- Makes the partitions of one day, on the journal and on the replica alike: DDL does not replicate.
create function ensure_day(d date) returns void language plpgsql as $$
declare
    parent text;
    child  text;
begin
    foreach parent in array array['claim', 'request', 'event'] loop
        child := parent || '_' || to_char(d, 'YYYYMMDD');
        if to_regclass(child) is null then
            execute format('create table %I partition of %I for values from (%L) to (%L)', child, parent, d, d + 1);
        end if;
    end loop;
exception when check_violation then
    null;  -- rows of that day already lie in the default partition, and stay there
end $$;
