create schema datasets;

-- A file on its way in (tus 1.0). How much of it has come is the size of the file on disk, never a number here.
create table datasets.upload (
  id uuid primary key,
  owner_id uuid not null,
  file_name text not null,
  length bigint not null,
  created_at timestamptz not null
);

-- A file as it was given, with what was understood of it.
create table datasets.source (
  id uuid primary key,
  resource_id uuid not null,
  change_id uuid not null,
  file_name text not null,
  digest text not null,
  size bigint not null,
  state text not null constraint source_state check (state in ('reading', 'read', 'failed', 'dropped', 'erased')),
  understanding jsonb,
  recipe jsonb,
  failure jsonb,
  added_by text not null,
  created_at timestamptz not null,
  read_at timestamptz
);
create index source_change on datasets.source (change_id);
create index source_resource on datasets.source (resource_id, digest);

create table datasets.distribution (
  id uuid primary key,
  resource_id uuid not null,
  kind text not null constraint distribution_kind check (kind in ('file', 'table', 'link')),
  -- Machine name, unique in the dataset; the next upload finds its table by it.
  name text not null,
  url text,
  position integer not null default 0,
  created_at timestamptz not null,
  constraint distribution_name unique (resource_id, kind, name)
);

-- Content of a distribution. Immutable; numbered when it becomes public.
create table datasets.version (
  id uuid primary key,
  distribution_id uuid not null references datasets.distribution,
  resource_id uuid not null,
  change_id uuid not null,
  source_id uuid references datasets.source,
  state text not null constraint version_state check (state in ('staged', 'published', 'dropped', 'erased')),
  number integer,
  resource_version integer,
  title text not null,
  digest text not null,
  bytes bigint not null,
  media_type text not null,
  format text not null,
  row_count bigint,
  columns jsonb,
  profile jsonb,
  findings jsonb not null default '{}',
  erasure jsonb,
  created_at timestamptz not null,
  published_at timestamptz,
  constraint version_number unique (distribution_id, number),
  constraint version_published check (state <> 'published' or (number is not null and published_at is not null))
);
create index version_change on datasets.version (change_id);
create index version_resource on datasets.version (resource_id, state);
create unique index version_staged on datasets.version (distribution_id, change_id) where state = 'staged';
create index version_digest on datasets.version (digest);

create table datasets.erasure (
  id uuid primary key,
  resource_id uuid not null,
  agency_id uuid not null,
  version_ids uuid[] not null,
  source_ids uuid[] not null,
  reason text not null,
  basis text not null,
  state text not null constraint erasure_state check (state in ('asked', 'done', 'refused')),
  asked_by uuid,
  asked_name text not null,
  asked_at timestamptz not null,
  decided_name text,
  decided_at timestamptz
);
