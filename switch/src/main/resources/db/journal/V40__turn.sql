-- What one node at a time may do, such as changing a partner's keys. A row while it is being done; not replicated.
create table turn (
    what  text        not null primary key,
    node  smallint    not null,
    until timestamptz not null        -- then it is over, though its node never said so
);
