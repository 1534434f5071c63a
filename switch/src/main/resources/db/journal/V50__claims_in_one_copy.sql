-- A commit of claims is requests and one row with their sealed card numbers. Both go in by one COPY, which commits by itself,
-- into a table that holds nothing and passes each row on to where it belongs: request or sealed_batch.
alter table request
    add column batch_node   smallint,   -- these are of sealed_batch, and never set here
    add column batch_id     bigint,
    add column batch_first  bigint,
    add column batch_last   bigint,
    add column sealed       bytea,
    add column match_keys   bigint[];

create table claimed (like request) partition by list ((sealed is null));

do $$
declare
    required name;
begin
    for required in select attname from pg_attribute where attrelid = 'claimed'::regclass and attnum > 0 and attnotnull loop
        execute format('alter table claimed alter column %I drop not null', required);
    end loop;
end $$;

alter table claimed attach partition request for values in (true);

-- The card numbers of the requests of one commit, as before; never replicated, and empty in the columns of a request.
create temporary table sealed_before on commit drop as select * from sealed_batch;
drop table sealed_batch;
create table sealed_batch partition of claimed (
    batch_node   not null,
    batch_id     not null,              -- drawn at random
    batch_first not null,
    batch_last  not null,
    primary key (batch_node, batch_last, batch_id)
) for values in (false);
alter table sealed_batch alter column sealed set storage external; -- nothing to gain from compressing it
insert into sealed_batch (batch_node, batch_id, batch_first, batch_last, sealed)
select node, id, first_txn_id, last_txn_id, sealed from sealed_before;

-- Lets a batch pass without a look at each of its requests: where none is below the node's mark, which is held until the
-- commit, and no early reversal can mean one of them. Otherwise the writer has to look (PW001). The keys are for this alone.
create function pass_batch() returns trigger language plpgsql as $$
begin
    perform 1 from node_mark where node = new.batch_node and claimable_from <= new.batch_first for share;
    if not found or exists (select 1 from early_reversal where match_key = any (new.match_keys)) then
        raise exception 'the requests of the batch have to be looked at' using errcode = 'PW001';
    end if;
    new.match_keys := null;
    return new;
end $$;

create trigger pass_batch before insert on sealed_batch
    for each row when (new.match_keys is not null) execute function pass_batch();
