-- The first schema. Values are sealed before they arrive here: no column holds a plaintext secret.

create table keyring (
  id            text primary key,
  wrapped_key   bytea not null,
  check_value   bytea not null,
  created_at    timestamptz not null,
  retired_at    timestamptz
);

create table journal (
  seq        bigint primary key,
  at         timestamptz not null,
  actor      text not null,
  action     text not null,
  subject    text not null,
  detail     jsonb not null,
  prev_hash  text not null,
  hash       text not null
);
create index journal_subject on journal (subject, seq);
create index journal_incident on journal ((detail ->> 'incident'), seq);
create table journal_head (
  only_row   boolean primary key default true check (only_row),
  seq        bigint not null,
  hash       text not null
);

create table identities (
  id          text primary key,
  name        text not null unique,
  kind        text not null check (kind in ('person', 'machine')),
  policies    jsonb not null,
  created_at  timestamptz not null,
  disabled_at timestamptz
);
create table tokens (
  id          text primary key,
  identity_id text not null references identities (id),
  kind        text not null check (kind in ('setup', 'session', 'api')),
  hash        text not null unique,
  created_at  timestamptz not null,
  expires_at  timestamptz,
  used_at     timestamptz,
  revoked_at  timestamptz
);

create table secrets (
  id          text primary key,
  project     text not null,
  environment text not null,
  path        text not null,
  name        text not null,
  provider    text,
  kind        text,
  rotation    jsonb,
  created_at  timestamptz not null,
  deleted_at  timestamptz,
  unique (project, environment, path, name)
);
create table versions (
  id          text primary key,
  secret_id   text not null references secrets (id),
  number      integer not null,
  stage       text check (stage in ('current', 'pending', 'previous')),
  sealed      bytea not null,
  handle      jsonb,
  created_at  timestamptz not null,
  created_by  text not null,
  dead_at     timestamptz,
  unique (secret_id, number)
);
-- One current, one pending and one previous version a secret: two writers cannot both win.
create unique index versions_stage on versions (secret_id, stage) where stage is not null;
create table leak_ids (
  leak_id    text not null,
  version_id text not null references versions (id),
  primary key (leak_id, version_id)
);

create table consumers (
  id            text primary key,
  identity_id   text not null references identities (id),
  name          text not null,
  host          text not null,
  process       text not null,
  secret_id     text not null references secrets (id),
  version       integer not null,
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null,
  moved_at      timestamptz,
  version_before integer,
  longest_silence_ms bigint not null default 0,
  unique (secret_id, identity_id, name, host)
);
-- One host may run several processes of one consumer: it has moved when the last of them has.
create table consumer_processes (
  consumer_id  text not null references consumers (id),
  process      text not null,
  version      integer not null,
  last_seen_at timestamptz not null,
  primary key (consumer_id, process)
);
create table uses (
  secret_id   text not null references secrets (id),
  consumer_id text not null references consumers (id),
  version     integer not null,
  at_second   timestamptz not null,
  count       bigint not null,
  primary key (secret_id, at_second, consumer_id, version)
);

create table repositories (
  id             text primary key,
  name           text not null unique,
  path           text not null,
  visibility     text not null check (visibility in ('public', 'private')),
  sealed_webhook_secret bytea not null,
  created_at     timestamptz not null
);
create table pushes (
  id            text primary key,
  repository_id text not null references repositories (id),
  ref           text not null,
  before_commit text not null,
  after_commit  text not null,
  pusher        text not null,
  received_at   timestamptz not null,
  status        text not null check (status in ('queued', 'scanned', 'failed')),
  result        jsonb,
  error         text,
  attempts      integer not null default 0,
  run_at        timestamptz not null,
  owner         text,
  lease_until   timestamptz,
  fence         bigint not null default 0,
  unique (repository_id, ref, before_commit, after_commit)
);
create index pushes_due on pushes (status, run_at);

create table incidents (
  id            text primary key,
  title         text not null,
  state         text not null check (state in ('triage', 'containing', 'contained', 'closed')),
  severity      text not null,
  score         integer not null,
  facts         jsonb not null,
  channel       text not null,
  repository_id text references repositories (id),
  push_id       text unique references pushes (id),
  commander     text,
  leaked_at     timestamptz not null,
  detected_at   timestamptz not null,
  opened_at     timestamptz not null,
  contained_at  timestamptz,
  investigated_at timestamptz,
  closed_at     timestamptz,
  verdict       jsonb,
  controls      jsonb,
  settings      jsonb not null
);
create table leaks (
  id          text primary key,
  incident_id text not null references incidents (id),
  leak_id     text not null,
  provider    text not null,
  kind        text not null,
  rule        text not null,
  secret_id   text references secrets (id),
  version     integer,
  file        text not null,
  line        integer not null,
  commit_id   text,
  author      text,
  committed_at timestamptz,
  in_head     boolean,
  tracked_before_ignore boolean,
  masked      text not null,
  verdict     jsonb not null,
  inspection  jsonb,
  unique (incident_id, leak_id)
);
create table tasks (
  id          text primary key,
  incident_id text not null references incidents (id),
  name        text not null,
  text        text not null,
  due_at      timestamptz,
  done_at     timestamptz,
  done_by     text,
  note        text,
  unique (incident_id, name)
);
create table notes (
  id          text primary key,
  incident_id text not null references incidents (id),
  at          timestamptz not null,
  author      text not null,
  text        text not null
);
create table documents (
  incident_id text not null references incidents (id),
  kind        text not null check (kind in ('notice', 'postmortem')),
  markdown    text not null,
  written_at  timestamptz not null,
  primary key (incident_id, kind)
);

create table rotations (
  id           text primary key,
  secret_id    text not null references secrets (id),
  incident_id  text references incidents (id),
  reason       text not null,
  strategy     text not null,
  steps        jsonb not null,
  step         text not null,
  status       text not null check (status in ('running', 'paused', 'done', 'aborted', 'needs-human')),
  old_version  integer not null,
  new_version  integer,
  old_handle   jsonb,
  new_handle   jsonb,
  sealed_material bytea,
  prepared_facts  jsonb,
  old_expires_at  timestamptz,
  waiting_for  jsonb not null,
  evidence     jsonb,
  error        text,
  attempts     integer not null default 0,
  forced_by    text,
  requested_by text not null,
  created_at   timestamptz not null,
  step_started_at timestamptz not null,
  finished_at  timestamptz,
  run_at       timestamptz not null,
  owner        text,
  lease_until  timestamptz,
  fence        bigint not null default 0
);
-- One open rotation a secret: the candidate of a second one would overwrite the first one's.
create unique index rotations_open on rotations (secret_id) where status in ('running', 'paused', 'needs-human');
create index rotations_due on rotations (status, run_at);
create index rotations_incident on rotations (incident_id);
create table rotation_steps (
  rotation_id text not null references rotations (id),
  step        text not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  outcome     text,
  detail      jsonb not null,
  primary key (rotation_id, step)
);

create table log_sources (
  id          text primary key,
  incident_id text not null references incidents (id),
  secret_id   text not null references secrets (id),
  name        text not null,
  format      text not null,
  sha256      text not null,
  rows_read   bigint not null,
  rows_rejected bigint not null,
  covers_from timestamptz not null,
  covers_to   timestamptz not null,
  imported_at timestamptz not null,
  imported_by text not null,
  file        text not null
);
