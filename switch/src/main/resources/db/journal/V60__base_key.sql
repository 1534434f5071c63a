-- Terminals whose keys change with each transaction: the label of the key that they come from, empty for all others.
alter table registry_terminal add column base_key text not null default '';
