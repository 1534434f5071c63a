-- An approval that the switch gave for an issuer, which hears of it once it is back.
alter table leg drop constraint leg_kind_check;
alter table leg add constraint leg_kind_check check (kind in ('REVERSAL', 'ADVICE', 'STAND_IN'));
create index leg_stand_in on leg (created_at) where kind = 'STAND_IN' and state <> 'DONE';
