-- The signed movement of every transaction that stands approved now, for reconciliation. An advice can be approved by
-- its first pass and by store and forward: that is one movement. Where its terminal took a part back, what stayed stands
-- in the event that says so.
create or replace view posting as
select r.day, r.txn_id, r.received_at, r.destination, r.currency,
       r.posted_sign * coalesce(reversing.approved_minor, approved.approved_minor, r.amount_minor, 0) as posted_minor
  from request r
  join event approved on approved.day = r.day and approved.txn_id = r.txn_id and approved.state = 'APPROVED'
  left join event reversing
    on reversing.day = r.day and reversing.txn_id = r.txn_id and reversing.state = 'REVERSING'
 where (reversing.txn_id is null or reversing.approved_minor is not null)
   and not exists (select 1 from event other
                    where other.day = r.day and other.txn_id = r.txn_id
                      and (other.state = 'REVERSED' and reversing.txn_id is null
                           or other.state = 'APPROVED' and other.seq < approved.seq));
