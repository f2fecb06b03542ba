-- Secrets that our own API, AWS's and Vault's share: labels as a set, soft deletion, metadata of each protocol.

alter table secrets
  add column description text not null default '',
  add column tags        jsonb not null default '{}',
  add column owner       text,
  -- What a protocol keeps beside the secret. Only the layer of that protocol reads and writes it; no value in it.
  add column aws         jsonb,
  add column vault       jsonb,
  add column changed_at  timestamptz,
  -- The day of the last read, at midnight UTC: a finer time would cost a write for each read.
  add column accessed_on timestamptz,
  add column last_number integer not null default 0,
  add column purge_at    timestamptz,
  -- A purged secret keeps its row, because incidents and rotations refer to it. Its name is free again.
  add column purged_at   timestamptz;
-- Bytes decide the order and the limits of a page, whatever language the database was made for.
alter table secrets add column full_name text collate "C" not null generated always as
  (project || '/' || environment || '/' || case when path = '' then '' else path || '/' end || name) stored;
alter table secrets drop constraint secrets_project_environment_path_name_key;
create unique index secrets_full_name on secrets (full_name) where purged_at is null;
create index secrets_purge on secrets (purge_at) where purge_at is not null;
update secrets set
  last_number = coalesce((select max(number) from versions where secret_id = secrets.id), 0),
  changed_at = coalesce((select max(created_at) from versions where secret_id = secrets.id), created_at);
alter table secrets alter column changed_at set not null;

alter table versions
  -- Without a value: a version that a rotation has announced and not filled yet, or one that was destroyed.
  alter column sealed drop not null,
  add column external_id  text,
  add column content      text not null default 'text' check (content in ('text', 'json', 'binary')),
  -- From this time on it is deleted. It may lie in the future, and may be taken back.
  add column delete_at    timestamptz,
  add column destroyed_at timestamptz;
update versions set external_id = gen_random_uuid()::text;
alter table versions alter column external_id set not null;
create unique index versions_external_id on versions (secret_id, external_id);

-- Each label of a secret is on one version at most; a version may have several. `current`, `pending` and
-- `previous` are ours, all others begin with `label:`.
create table version_stages (
  secret_id  text not null references secrets (id),
  stage      text not null,
  version_id text not null references versions (id),
  number     integer not null,
  primary key (secret_id, stage)
);
create index version_stages_version on version_stages (version_id);
insert into version_stages (secret_id, stage, version_id, number)
  select secret_id, stage, id, number from versions where stage is not null;

-- Which version was current from when on; null: none, because the secret was deleted.
create table current_history (
  secret_id text not null references secrets (id),
  at        timestamptz not null,
  seq       bigint generated always as identity,
  number    integer,
  primary key (secret_id, at, seq)
);
insert into current_history (secret_id, at, number)
  select secret_id, created_at, number from versions where stage = 'current';
alter table versions drop column stage;

-- An environment may take what it lacks from another one of its project.
create table environments (
  project    text not null,
  name       text not null,
  inherits   text,
  created_at timestamptz not null,
  primary key (project, name),
  check (inherits <> name)
);

-- One identity's own value in place of the shared one; nobody else is given it.
create table overrides (
  secret_id   text not null references secrets (id),
  identity_id text not null references identities (id),
  sealed      bytea not null,
  content     text not null check (content in ('text', 'json', 'binary')),
  updated_at  timestamptz not null,
  primary key (secret_id, identity_id)
);

-- `purpose` separates the keys that seal data keys from those that stay when they are rotated.
alter table keyring
  add column purpose  text not null default 'data' check (purpose in ('data', 'leak-ids', 'tokens', 'checkpoints')),
  -- Fingerprint of the root key that wraps this key: says which one is missing.
  add column root_id  text;

-- `changed_seq`: the last entry that says more than that somebody read. Caches are right up to it.
alter table journal_head add column changed_seq bigint not null default 0;
update journal_head set changed_seq = seq;
create table checkpoints (
  seq       bigint primary key,
  hash      text not null,
  at        timestamptz not null,
  key_id    text not null,
  signature text not null
);
create table journal_exports (
  name       text primary key,
  seq        bigint not null,
  updated_at timestamptz not null,
  problem    text
);
