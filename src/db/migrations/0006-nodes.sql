-- Every server that uses this database says now and then that it lives, and with which key of the ring it seals.
-- A key is destroyed only when no node seals with it any more, by the word of each.
create table nodes (
  id         text primary key,
  name       text not null,
  started_at timestamptz not null,
  seen_at    timestamptz not null,
  key_id     text not null
);
