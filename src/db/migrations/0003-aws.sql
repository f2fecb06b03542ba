-- The AWS Secrets Manager interface: keys that sign requests, and rotations by functions of our users.

-- The secret half is needed in the clear to check a signature, so it is sealed, not hashed.
create table access_keys (
  id            text primary key,
  identity_id   text not null references identities (id),
  project       text not null,
  environment   text not null,
  sealed_secret bytea not null,
  -- Temporary keys come with a session token.
  token_hash    text,
  created_at    timestamptz not null,
  created_by    text not null,
  expires_at    timestamptz,
  revoked_at    timestamptz
);
create index access_keys_identity on access_keys (identity_id);

create table function_rotations (
  id           text primary key,
  secret_id    text not null references secrets (id),
  -- The ClientRequestToken: the id of the version that this run makes.
  token        text not null,
  -- What the function is told the secret is called.
  arn          text not null,
  function_arn text not null,
  step         text not null check (step in ('createSecret', 'setSecret', 'testSecret', 'finishSecret')),
  tests_only   boolean not null default false,
  status       text not null check (status in ('running', 'done', 'failed', 'cancelled')),
  attempts     integer not null default 0,
  error        text,
  requested_by text not null,
  created_at   timestamptz not null,
  finished_at  timestamptz,
  run_at       timestamptz not null,
  owner        text,
  lease_until  timestamptz,
  fence        bigint not null default 0
);
create index function_rotations_due on function_rotations (status, run_at);
-- One at a time a secret: two would fight over the pending version.
create unique index function_rotations_open on function_rotations (secret_id) where status = 'running';

-- The version that RotateSecret promised to its caller.
alter table rotations add column version_id text;

create index secrets_created on secrets (project, environment, created_at, id) where purged_at is null;

create table rotation_schedules (
  secret_id text primary key references secrets (id),
  next_at   timestamptz not null
);
create index rotation_schedules_due on rotation_schedules (next_at);
