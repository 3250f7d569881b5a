create schema plans;

-- A plan of a kind; the kinds and what the law asks of them are data in seeds/rules.
create table plans.plan (
  resource_id uuid primary key,
  kind text not null,
  agency_id uuid not null,
  created_at timestamptz not null
);
create index plan_agency on plans.plan (agency_id, kind);

-- What a plan says, by change: phases, items, minimum levels. One is staged with the open draft, one is current.
create table plans.content (
  change_id uuid primary key,
  resource_id uuid not null references plans.plan,
  state text not null constraint content_state check (state in ('staged', 'current', 'past', 'dropped')),
  content jsonb not null,
  version integer,
  decision jsonb,
  published_at timestamptz,
  constraint content_published check (state not in ('current', 'past') or (version is not null and published_at is not null))
);
create unique index content_current on plans.content (resource_id) where state = 'current';
create unique index content_staged on plans.content (resource_id) where state = 'staged';

-- Which dataset fulfils an item. Items keep their ids from version to version.
create table plans.link (
  resource_id uuid not null references plans.plan,
  item_id uuid not null,
  dataset_id uuid not null,
  state text not null constraint link_state check (state in ('suggested', 'chosen', 'refused')),
  by_name text not null,
  at timestamptz not null,
  primary key (resource_id, item_id, dataset_id)
);
create unique index link_chosen on plans.link (resource_id, item_id) where state = 'chosen';
create index link_dataset on plans.link (dataset_id);

-- Progress of a day, for the line over time; always computed, never typed.
create table plans.progress_day (
  resource_id uuid not null references plans.plan,
  day date not null,
  counts jsonb not null,
  primary key (resource_id, day)
);

-- The public asks for data.
create table plans.request (
  id uuid primary key,
  number integer generated always as identity constraint request_number unique,
  agency_id uuid not null,
  title text not null,
  body text not null,
  -- Sealed with the node's key; never shown to the public.
  contact text,
  state text not null constraint request_state
    check (state in ('held', 'open', 'planned', 'published', 'refused', 'merged', 'hidden')),
  asked_at timestamptz not null,
  -- Last day to answer, and the rule it was counted by.
  due_on date not null,
  rule text not null,
  votes integer not null default 0,
  merged_into uuid references plans.request,
  plan_id uuid references plans.plan,
  item_id uuid,
  dataset_id uuid,
  answer text,
  basis text,
  answered_by text,
  answered_at timestamptz,
  constraint request_refusal check (state <> 'refused' or (answer is not null and basis is not null)),
  constraint request_merged check ((state = 'merged') = (merged_into is not null))
);
create index request_state_votes on plans.request (state, votes desc);
create index request_agency on plans.request (agency_id, state);

-- What became of a request, for its public page.
create table plans.request_step (
  id uuid primary key,
  request_id uuid not null references plans.request,
  kind text not null,
  text text,
  by_name text not null,
  at timestamptz not null
);
create index request_step_request on plans.request_step (request_id, at);

-- One vote of a browser; both marks are keyed digests that say nothing about the person.
create table plans.vote (
  request_id uuid not null references plans.request,
  browser text not null,
  address text not null,
  at timestamptz not null,
  primary key (request_id, browser)
);
create index vote_address on plans.vote (request_id, address);

-- Searches that found nothing, by day: what people look for in vain.
create table plans.failed_search (
  words text not null,
  day date not null,
  shown text not null,
  count integer not null,
  primary key (words, day)
);
