-- The journal: append-mostly, partitioned by a day taken from the message itself. The business date would not do: a
-- retry after cutover would then find no duplicate, and post twice.

-- One row for each request that counts as forwarded, or was refused. The keys say what may happen once: an original and
-- its repeats share them. They are digests whose parts are in the other columns, and a refused request has none.
create table request (
    day             date        not null,
    txn_id          bigint      not null,
    trace_key       bigint,                 -- of acquirer, DE 41 and DE 11: what a reversal knows of its original
    once_key        bigint,                 -- of all that tells one request from every other
    content         bigint,                 -- of PAN token, DE 3, 4 and 49: same keys, other content = conflict
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
    rrn             text        collate "C" not null,
    terminal_id     text        not null,
    merchant_id     text        not null,
    destination     text        not null,
    posted_sign     smallint    not null,   -- +1 debits the cardholder once approved, -1 credits, 0 neither
    business_date   date        not null,
    primary key (txn_id, day)               -- numbers grow with time: an insert goes to the end, and latest is last
) partition by range (day);

-- Serves the duplicate check and, by its first column, a reversal that looks for its original. The requests of one
-- terminal lie side by side in it, so that few pages change.
create unique index request_once on request (trace_key, once_key, day);
create index request_rrn on request (rrn);  -- an operator's question, and reversals without DE 90

-- Every change of state after FORWARDED. The first one decides, once, what became of a request: whoever inserts number 1
-- has decided. Later ones are numbered by their state, so that writing one twice is writing it once.
create table event (
    day            date        not null,
    txn_id         bigint      not null,
    seq            smallint    not null,    -- in the order of the states, and not of clocks, which step back
    state          text        not null,
    at             timestamptz not null,
    response_code  text        not null,    -- what the acquirer was told, empty where it was told nothing by this
    approved_minor bigint,
    link           text        not null,
    detail         text        not null,
    answer         text        not null,    -- elements of the answer for a repeat, never card data
    xid            xid8        not null default pg_current_xact_id(), -- of the commit that brought it, for subscribers
    primary key (txn_id, day, seq)
) partition by range (day);

create index event_xid on event (xid);

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

-- Two marks among the numbers of each node's requests. A request may be claimed from the upper one on; every request
-- below the lower one has its outcome. What recovery looks at lies between. Never replicated.
create table node_mark (
    node           smallint primary key,
    claimable_from bigint not null,
    settled_below  bigint not null
);

-- The card numbers of the requests of one commit, sealed together: what recovery needs to reverse those that got no
-- outcome. A row goes once the mark has passed its requests. Never replicated.
create table sealed_batch (
    node         smallint not null,
    id           bigint   not null,         -- drawn at random
    first_txn_id bigint   not null,
    last_txn_id  bigint   not null,
    sealed       bytea    not null,         -- AES-GCM under a key that stays in the token, bound to node and id
    primary key (node, last_txn_id, id)
);
alter table sealed_batch alter column sealed set storage external; -- nothing to gain from compressing it

-- A reversal that came before its original: the original is refused when it comes. It knows either STAN and DE 7 or the
-- RRN; what it doesn't know is empty.
create table early_reversal (
    match_key      bigint      not null,    -- of acquirer, DE 41 and DE 11 (as trace_key) or DE 37
    acquirer       text        not null,
    terminal_id    text        not null,
    stan           text        not null,
    transmitted_at text        not null,
    rrn            text        not null,
    at             timestamptz not null,
    primary key (match_key, acquirer, terminal_id, stan, transmitted_at, rrn)
);

-- How far the events of the journal are with the broker: those of this commit, and of all that began before it, are. One
-- row, from the first time that a node has a broker. Never replicated.
create table outbox_mark (
    one       boolean primary key default true check (one),
    published xid8    not null
);

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

-- The signed movement of every transaction that stands approved now, for reconciliation. An advice can be approved by
-- its first pass and by store and forward: that is one movement.
create view posting as
select r.day, r.txn_id, r.received_at, r.destination, r.currency,
       r.posted_sign * coalesce(approved.approved_minor, r.amount_minor, 0) as posted_minor
  from request r
  join event approved on approved.day = r.day and approved.txn_id = r.txn_id and approved.state = 'APPROVED'
 where not exists (select 1 from event other
                    where other.day = r.day and other.txn_id = r.txn_id
                      and (other.state in ('REVERSING', 'REVERSED')
                           or other.state = 'APPROVED' and other.seq < approved.seq));

-- Rows for days outside the window of daily partitions: a terminal with a wrong clock.
create table request_other partition of request default;
create table event_other   partition of event   default;

-- Makes the partitions of one day, on the journal and on the replica alike: DDL does not replicate.
create function ensure_day(d date) returns void language plpgsql as $$
declare
    parent text;
    child  text;
begin
    foreach parent in array array['request', 'event'] loop
        child := parent || '_' || to_char(d, 'YYYYMMDD');
        if to_regclass(child) is null then
            execute format('create table %I partition of %I for values from (%L) to (%L)', child, parent, d, d + 1);
        end if;
    end loop;
exception when check_violation then
    null;  -- rows of that day already lie in the default partition, and stay there
end $$;

-- Takes the partitions of one day out of the journal, and deletes the finished messages of it; says whether it did. What is
-- taken out stands beside the journal as dropped_..., for its files take seconds to go. A day stays while a request
-- of it is as young as the number says, while a message of it must still reach a partner, and while subscribers have not
-- heard all of it.
create function drop_day(d date, younger_than bigint) returns boolean language plpgsql as $$
declare
    request_child text := 'request_' || to_char(d, 'YYYYMMDD');
    event_child   text := 'event_' || to_char(d, 'YYYYMMDD');
    youngest      bigint;
    unpublished   boolean;
begin
    if to_regclass(request_child) is null then
        return false;
    end if;
    execute format('select max(txn_id) from %I', request_child) into youngest;
    if youngest >= younger_than or exists (select 1 from leg where day = d and state <> 'DONE') then
        return false;
    end if;
    execute format('select exists (select 1 from %I e, outbox_mark m where e.xid > m.published)', event_child)
       into unpublished;
    if unpublished then
        return false;
    end if;
    delete from leg where day = d;
    execute format('alter table event detach partition %I', event_child);
    execute format('alter table request detach partition %I', request_child);
    execute format('alter table %I rename to %I', event_child, 'dropped_' || event_child);
    execute format('alter table %I rename to %I', request_child, 'dropped_' || request_child);
    return true;
end $$;
