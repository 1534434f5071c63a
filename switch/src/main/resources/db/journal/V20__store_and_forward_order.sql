-- What keeps stored messages in order: of one card or terminal, a partner gets the older first. Empty where the request
-- is not known. And who is at it: a lease of its own, so that making a message due does not take it from who sends it.
-- Not replicated.
alter table leg add column card bytea;              -- the request's pan_token
alter table leg add column terminal text;           -- its acquirer and DE 41
alter table leg add column leased_until timestamptz; -- empty while nobody is at it

update leg set card = nullif(r.pan_token, ''), terminal = r.acquirer || '/' || nullif(r.terminal_id, '')
  from request r where r.day = leg.day and r.txn_id = leg.txn_id and leg.state <> 'DONE';
update leg set leased_until = next_at where state = 'PENDING';

create index leg_order on leg (destination, created_at, txn_id) where state = 'PENDING';
create index leg_card on leg (destination, card, created_at) where state = 'PENDING';
create index leg_terminal on leg (destination, terminal, created_at) where state = 'PENDING';
