-- Which version of the routes and which rule of it chose where a request went, and what was passed over or tried before;
-- empty for a request that was refused before it had a destination.
alter table request add column route text not null default '';

-- The replica gets it as well, with whatever columns it gets by now.
do $$
declare
    columns text;
begin
    select string_agg(quote_ident(name), ', ') into columns
      from pg_publication_tables t, unnest(t.attnames) as name
     where t.pubname = 'pointwork' and t.tablename = 'request';
    alter publication pointwork drop table request;
    execute format('alter publication pointwork add table request (%s, route)', columns);
end $$;
