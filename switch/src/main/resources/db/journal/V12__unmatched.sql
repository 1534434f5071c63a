-- Of a reply that met no request: what kind of stranger it is, and the link of the request that it is like.
alter table unmatched_reply add verdict text not null default '';
alter table unmatched_reply add near    text not null default '';
