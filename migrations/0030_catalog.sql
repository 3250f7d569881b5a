create schema catalog;

-- Anything with a catalogue id. What the public sees is in "record"; null until the first publication.
create table catalog.resource (
  id uuid primary key,
  kind text not null,
  slug text not null constraint resource_slug unique,
  agency_id uuid not null,
  state text not null default 'draft'
    constraint resource_state check (state in ('draft', 'published', 'withdrawn')),
  version integer not null default 0,
  record jsonb,
  -- What the kind says about its content for lists and search: rows, formats, quality, freshness.
  summary jsonb not null default '{}',
  withdrawn_reason text,
  correction text,
  created_at timestamptz not null,
  first_published_at timestamptz,
  published_at timestamptz,
  constraint resource_published check (state = 'draft' or record is not null)
);
create index resource_agency on catalog.resource (agency_id, kind);
create index resource_published_at on catalog.resource (published_at desc) where state = 'published';

create table catalog.old_slug (
  slug text primary key,
  resource_id uuid not null references catalog.resource
);

create table catalog.change (
  id uuid primary key,
  resource_id uuid not null references catalog.resource,
  agency_id uuid not null,
  state text not null
    constraint change_state check (state in ('draft', 'in_review', 'scheduled', 'published', 'discarded')),
  record jsonb not null,
  -- Version of the resource this draft began from; another publication in between is a conflict.
  base_version integer not null,
  -- Counts saves, so that two officers never overwrite each other.
  revision integer not null default 1,
  author_id uuid,
  author_name text not null,
  saved_by text not null,
  note text,
  submitted_by uuid,
  submitted_name text,
  submitted_at timestamptz,
  returned_reason text,
  returned_by text,
  returned_at timestamptz,
  decided_by uuid,
  decided_name text,
  decided_at timestamptz,
  decision jsonb,
  due_at timestamptz,
  published_at timestamptz,
  published_version integer,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index change_open on catalog.change (resource_id) where state in ('draft', 'in_review', 'scheduled');
create index change_agency on catalog.change (agency_id, state);
create index change_due on catalog.change (due_at) where state = 'scheduled';

create table catalog.relation (
  from_id uuid not null references catalog.resource,
  to_id uuid not null references catalog.resource,
  type text not null,
  created_at timestamptz not null default now(),
  primary key (from_id, type, to_id)
);

create table catalog.feedback (
  id uuid primary key,
  resource_id uuid not null references catalog.resource,
  agency_id uuid not null,
  kind text not null constraint feedback_kind check (kind in ('question', 'error')),
  body text not null,
  -- Sealed with the node's key; never shown to the public.
  contact text,
  state text not null default 'open' constraint feedback_state check (state in ('open', 'answered', 'hidden')),
  answer text,
  answered_by text,
  answered_at timestamptz,
  created_at timestamptz not null
);
create index feedback_resource on catalog.feedback (resource_id, created_at);
create index feedback_open on catalog.feedback (agency_id) where state = 'open';

-- Who already knows that an index position holds a publication is answered by the search follower, not here.
create table catalog.usage_day (
  resource_id uuid not null references catalog.resource,
  day date not null,
  kind text not null constraint usage_kind check (kind in ('view', 'download', 'api')),
  count integer not null,
  primary key (resource_id, day, kind)
);
