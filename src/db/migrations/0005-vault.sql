-- The Vault-compatible API: mounts, policies, tokens, roles. Texts that open something are kept as keyed hashes or sealed.

create table vault_mounts (
  -- `secret/`, `auth/approle/`
  path        text primary key,
  type        text not null,
  accessor    text not null unique,
  uuid        text not null unique,
  description text not null,
  config      jsonb not null,
  options     jsonb,
  -- Where an engine's entries are in our own tree.
  project     text,
  environment text,
  created_at  timestamptz not null
);

create table vault_policies (
  name       text primary key,
  text       text not null,
  changed_at timestamptz not null
);

-- Roles, configurations and users of mounts.
create table vault_entries (
  mount      text not null references vault_mounts (uuid) on delete cascade,
  kind       text not null,
  name       text not null,
  value      jsonb not null,
  sealed     bytea,
  -- A keyed hash by which a login finds its role.
  hash       text,
  changed_at timestamptz not null,
  primary key (mount, kind, name)
);
create unique index vault_entries_hash on vault_entries (mount, kind, hash) where hash is not null;

create table vault_tokens (
  -- Keyed hash of its text.
  id           text primary key,
  accessor     text not null unique,
  parent       text references vault_tokens (id),
  path         text not null,
  policies     jsonb not null,
  meta         jsonb,
  display_name text not null,
  kind         text not null check (kind in ('service', 'batch', 'wrapping')),
  role         text,
  entity       jsonb,
  num_uses     integer not null,
  uses_left    integer,
  renewable    boolean not null,
  ttl_s        bigint not null,
  explicit_max_s bigint not null,
  period_s     bigint not null,
  bound_cidrs  jsonb not null,
  created_at   timestamptz not null,
  renewed_at   timestamptz,
  expires_at   timestamptz,
  max_expires_at timestamptz
);
create index vault_tokens_parent on vault_tokens (parent);
create index vault_tokens_expiry on vault_tokens (expires_at);

create table vault_cubbyholes (
  token  text not null references vault_tokens (id) on delete cascade,
  path   text not null,
  sealed bytea not null,
  primary key (token, path)
);

create table vault_secret_ids (
  id         text primary key,
  mount      text not null references vault_mounts (uuid) on delete cascade,
  role       text not null,
  accessor   text not null unique,
  meta       jsonb not null,
  num_uses   integer not null,
  uses_left  integer,
  bound_cidrs jsonb not null,
  token_bound_cidrs jsonb not null,
  ttl_s      bigint not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  expires_at timestamptz
);
create index vault_secret_ids_role on vault_secret_ids (mount, role);

-- A temporary key's right to live. Written before the key is made, so that a crash leaves none without a row.
create table leases (
  id           text primary key,
  mount        text not null,
  token        text,
  path         text not null,
  principal    text not null,
  sealed       bytea not null,
  made_at      timestamptz,
  issued_at    timestamptz not null,
  renewed_at   timestamptz,
  expires_at   timestamptz not null,
  max_expires_at timestamptz not null,
  renewable    boolean not null,
  -- `live` until the key is gone; then the row is deleted. `irrevocable`: a person must look.
  status       text not null check (status in ('live', 'irrevocable')),
  error        text,
  attempts     integer not null default 0,
  run_at       timestamptz not null,
  owner        text,
  lease_until  timestamptz,
  fence        bigint not null default 0
);
create index leases_due on leases (status, run_at);
create index leases_token on leases (token);

-- One database user each, whose password is changed on schedule.
create table static_roles (
  id         text primary key,
  mount      text not null references vault_mounts (uuid) on delete cascade,
  name       text not null,
  config     text not null,
  principal  text not null,
  statements jsonb not null,
  period_s   bigint not null,
  -- The password in force, and the one that is about to be: written before it is set.
  sealed     bytea,
  pending    bytea,
  rotated_at timestamptz,
  error      text,
  status     text not null check (status in ('live', 'failed')),
  attempts   integer not null default 0,
  run_at     timestamptz not null,
  owner      text,
  lease_until timestamptz,
  fence      bigint not null default 0,
  unique (mount, name),
  unique (mount, config, principal)
);
create index static_roles_due on static_roles (status, run_at);
