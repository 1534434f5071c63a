-- What followed an authorization: its increases, and its completion. The completion that stands is the only one; one
-- that was declined or reversed makes room for another.
create table follow_up (
    txn_id      bigint  not null primary key,
    day         date    not null,
    hold_txn_id bigint  not null,           -- the authorization that began it
    hold_day    date    not null,
    completes   boolean not null
);
create index follow_up_hold on follow_up (hold_txn_id);
create unique index follow_up_completion on follow_up (hold_txn_id) where completes;

-- A completion looks for its authorization among those of its card. Payments of other kinds are not in it.
create index request_hold on request (pan_token) where mti in ('0100', '0101', '0120', '0121');
