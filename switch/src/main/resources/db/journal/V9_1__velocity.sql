-- What payments have taken of what velocity rules allow: one row for each writer of each node, so that no two ever wait
-- for one another's. What is allowed is held against their sum. Never replicated.
create table velocity (
    key       bigint   not null,            -- of the rule, and of the card, terminal, merchant or issuer
    starts_at bigint   not null,            -- the hour or day, in seconds since 1970
    writer    smallint not null,
    uses      bigint   not null,            -- less than none where a writer gives back what another took
    minor     bigint   not null,
    primary key (key, starts_at, writer)
) with (fillfactor = 70);                   -- rows of a busy merchant change with every commit
