-- The shop's only table. Rights go to a group role, so that users can be exchanged without touching it.
create table if not exists orders (
  id bigint generated always as identity primary key,
  service text not null,
  cents integer not null default 0,
  created_at timestamptz not null default now()
);
