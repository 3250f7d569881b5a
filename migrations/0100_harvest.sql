create schema harvest;

-- Another catalogue that is read into ours.
create table harvest.source (
  id uuid primary key,
  name text not null,
  kind text not null
    constraint source_kind check (kind in ('ckan', 'dcat', 'data-json', 'nguon', 'url-list')),
  url text not null,
  -- Answers for what comes from here; records of organisations nobody has mapped belong to it.
  agency_id uuid not null,
  -- Of the people who run the other catalogue.
  contact_email text,
  schedule text not null default 'daily'
    constraint source_schedule check (schedule in ('hourly', 'daily', 'weekly', 'by-hand')),
  -- Their organisations, themes and licences in our codes.
  mapping jsonb not null default '{}',
  -- What the kind of source needs beside: the node of a `nguon` source, whether it is mirrored.
  options jsonb not null default '{}',
  -- new: never enabled; on; off; asking: something must be decided before the next run.
  state text not null default 'new' constraint source_state check (state in ('new', 'on', 'off', 'asking')),
  due_at timestamptz,
  -- Failed runs in a row.
  failures integer not null default 0,
  -- Start of the last run that came to its end; changes after it are asked for by the next.
  read_until timestamptz,
  full_at timestamptz,
  created_by text not null,
  created_at timestamptz not null
);
create index source_due on harvest.source (due_at) where state = 'on';

create table harvest.run (
  id bigint generated always as identity primary key,
  source_id uuid not null references harvest.source on delete cascade,
  -- full: everything, and what is not seen is missing; changes: only what is newer; preview: nothing is written.
  mode text not null constraint run_mode check (mode in ('full', 'changes', 'preview')),
  state text not null default 'running'
    constraint run_state check (state in ('running', 'done', 'failed', 'stopped')),
  -- Where to go on; null before the first page.
  cursor jsonb,
  counts jsonb not null default '{}',
  total integer,
  -- What a preview found, or what must be decided.
  findings jsonb,
  message_vi text,
  message_en text,
  -- Only the holder of the lease writes pages of this run.
  lease uuid,
  leased_until timestamptz,
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz
);
create unique index run_open on harvest.run (source_id) where state = 'running';
create index run_source on harvest.run (source_id, id desc);

create table harvest.record (
  source_id uuid not null references harvest.source on delete cascade,
  -- What the other catalogue calls it.
  remote_id text not null,
  uri text not null,
  -- kept: shown here; linked: shown here from elsewhere, which owns it; refused: could not be taken in;
  -- left: an organisation that is left out; gone: was kept.
  state text not null constraint record_state check (state in ('kept', 'linked', 'refused', 'left', 'gone')),
  -- Of `kept` and `gone` our own; of `linked` the one that is shown.
  resource_id uuid,
  title text not null,
  -- SHA-256 of the record with its mapping; equal means nothing to do.
  digest text not null,
  -- SHA-256 without ids, to know a record again after its id was changed.
  content_digest text not null,
  entry jsonb,
  -- Complete runs in a row that did not see it.
  absences integer not null default 0,
  first_run bigint not null,
  seen_run bigint not null,
  seen_at timestamptz not null,
  constraint record_pk primary key (source_id, remote_id)
) with (fillfactor = 80);
create index record_uri on harvest.record (uri);
create index record_resource on harvest.record (resource_id);
create index record_content on harvest.record (source_id, content_digest);

-- Ids by which the other catalogue called a record before.
create table harvest.alias (
  source_id uuid not null references harvest.source on delete cascade,
  alias text not null,
  remote_id text not null,
  constraint alias_pk primary key (source_id, alias)
);

-- What is wrong with records of a source today; mended ones go.
create table harvest.problem (
  id bigint generated always as identity primary key,
  source_id uuid not null references harvest.source on delete cascade,
  run_id bigint not null,
  remote_id text not null,
  title text not null,
  severity text not null constraint problem_severity check (severity in ('error', 'warning', 'note')),
  code text not null,
  place text not null,
  said_vi text not null,
  said_en text not null
);
create index problem_record on harvest.problem (source_id, remote_id);

-- What a run did, in sentences.
create table harvest.log (
  id bigint generated always as identity primary key,
  run_id bigint not null references harvest.run on delete cascade,
  at timestamptz not null,
  level text not null constraint log_level check (level in ('info', 'warning', 'error')),
  code text not null,
  said_vi text not null,
  said_en text not null
);
create index log_run on harvest.log (run_id, id);
