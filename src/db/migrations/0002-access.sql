-- People, machines, how they prove who they are, what they may do, and changes that wait for a second person.
-- Passwords, client secrets and id secrets are kept as hashes or sealed; no column holds a plaintext secret.

-- One spelling: two names that look or fold alike are one identity, and one count of failed sign-ins.
alter table identities add column canonical_name text;
update identities set canonical_name = lower(name);
update identities set canonical_name = canonical_name || '#' || id
 where exists (select 1 from identities as other
                where lower(other.name) = lower(identities.name) and other.id < identities.id);
alter table identities alter column canonical_name set not null;
alter table identities add constraint identities_canonical unique (canonical_name);
alter table identities add column metadata jsonb not null default '{}';
alter table identities add column last_seen_at timestamptz;
create table identity_groups (
  identity_id text not null references identities (id),
  group_name  text not null,
  -- `local`, or the sign-in method that says so: it takes back only what it gave.
  source      text not null,
  primary key (identity_id, group_name, source)
);

alter table tokens add column max_uses integer check (max_uses > 0);
alter table tokens add column uses integer not null default 0;
alter table tokens add column ip_ranges jsonb;
alter table tokens add column idle_ms bigint;
alter table tokens add column last_used_at timestamptz;
-- How it was obtained: `password`, `passkey`, `oidc:NAME`, `jwt:NAME`, `id-secret`, `setup`, `operator`.
alter table tokens add column method text;
alter table tokens add column ip text;
alter table tokens add column agent text;
create index tokens_identity on tokens (identity_id);

create table policies (
  name       text primary key,
  about      text not null default '',
  rules      jsonb not null,
  number     integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text not null
);
create table policy_assignments (
  id          text primary key,
  policy      text not null references policies (name),
  identity_id text references identities (id),
  group_name  text,
  expires_at  timestamptz,
  created_at  timestamptz not null,
  created_by  text not null,
  check ((identity_id is null) <> (group_name is null))
);
create unique index policy_assignments_once on policy_assignments (policy, coalesce(identity_id, ''), coalesce(group_name, ''));
create index policy_assignments_identity on policy_assignments (identity_id);
create index policy_assignments_group on policy_assignments (group_name);

create table passwords (
  identity_id text primary key references identities (id),
  hash        text not null,
  changed_at  timestamptz not null
);
create table second_factors (
  identity_id  text primary key references identities (id),
  sealed_key   bytea not null,
  created_at   timestamptz not null,
  confirmed_at timestamptz,
  -- The newest time step that was used: an older or equal one is refused.
  last_step    bigint
);
create table passkeys (
  id           text primary key,
  identity_id  text not null references identities (id),
  public_key   bytea not null,
  counter      bigint not null,
  transports   jsonb not null,
  label        text not null,
  created_at   timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_identity on passkeys (identity_id);
-- Failed sign-ins, by a keyed hash of the canonical name: names that do not exist are counted alike.
create table sign_in_failures (
  name_hash    text primary key,
  failures     integer not null,
  last_at      timestamptz not null,
  locked_until timestamptz
);
-- What a started sign-in must be answered with. Each is used once.
create table sign_in_challenges (
  id          text primary key,
  kind        text not null check (kind in ('passkey-add', 'passkey', 'second-factor', 'oidc')),
  identity_id text references identities (id),
  sealed      bytea not null,
  created_at  timestamptz not null,
  expires_at  timestamptz not null
);

-- Who else may prove an identity: an OpenID provider for people, issuers of JSON web tokens for machines.
create table sign_in_methods (
  name        text primary key,
  kind        text not null check (kind in ('oidc', 'jwt')),
  settings    jsonb not null,
  sealed_client_secret bytea,
  created_at  timestamptz not null,
  updated_by  text not null,
  disabled_at timestamptz
);
create table outside_subjects (
  method      text not null references sign_in_methods (name),
  subject     text not null,
  identity_id text not null references identities (id),
  created_at  timestamptz not null,
  primary key (method, subject)
);
create table jwt_bindings (
  id          text primary key,
  method      text not null references sign_in_methods (name),
  identity_id text not null references identities (id),
  bound       jsonb not null,
  created_at  timestamptz not null,
  created_by  text not null
);
create index jwt_bindings_method on jwt_bindings (method);
create table id_secrets (
  id          text primary key,
  identity_id text not null references identities (id),
  hash        text not null unique,
  created_at  timestamptz not null,
  created_by  text not null,
  expires_at  timestamptz,
  max_uses    integer check (max_uses > 0),
  uses        integer not null default 0,
  ip_ranges   jsonb,
  token_ttl_ms bigint not null,
  last_used_at timestamptz,
  revoked_at  timestamptz
);
create index id_secrets_identity on id_secrets (identity_id);

-- Where a write needs a second person, and the writes that wait for one.
create table approval_rules (
  id          text primary key,
  pattern     text not null unique,
  ttl_ms      bigint not null,
  bypass      boolean not null,
  created_at  timestamptz not null,
  created_by  text not null
);
create table change_requests (
  id           text primary key,
  secret_name  text not null,
  -- Version that the proposal was made against; 0 when there was none.
  base_version integer not null,
  sealed       bytea,
  settings     jsonb not null,
  reason       text not null,
  requested_by text not null references identities (id),
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  status       text not null check (status in ('open', 'applied', 'rejected', 'withdrawn', 'stale', 'expired')),
  decided_by   text references identities (id),
  decided_at   timestamptz,
  note         text,
  version      integer
);
create index change_requests_open on change_requests (status, created_at);
