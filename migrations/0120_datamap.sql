create schema datamap;

-- What an open change says about a database, beside its description in the catalogue; gone once published or dropped.
create table datamap.draft (
  change_id uuid primary key,
  resource_id uuid not null,
  agency_id uuid not null,
  name text not null,
  class text,
  -- Findings that stop the review, counted at the last save.
  gaps integer not null,
  record jsonb not null,
  items jsonb not null default '[]',
  saved_at timestamptz not null
);
create index draft_agency on datamap.draft (agency_id, saved_at desc);
create index draft_resource on datamap.draft (resource_id);

-- What is published. Columns beside "record" repeat it, so that the map of ten thousand reads no documents.
create table datamap.database (
  resource_id uuid primary key,
  agency_id uuid not null,
  slug text not null,
  version integer not null,
  name text not null,
  class text not null,
  status text,
  sector text,
  system text,
  -- The public may know that it exists.
  listed boolean not null,
  withdrawn boolean not null default false,
  master_data boolean not null,
  personal_data text not null,
  connection text,
  item_count integer not null,
  open_items integer not null,
  record jsonb not null,
  items jsonb not null,
  published_at timestamptz not null
);
create index database_agency on datamap.database (agency_id);

create table datamap.relation (
  from_id uuid not null references datamap.database,
  position integer not null,
  type text not null
    constraint relation_type check (type in ('feeds', 'copies', 'refers-to', 'served-by', 'published-as')),
  -- Null where the other end is not in the catalogue of this node; then only its name is known.
  to_id uuid,
  to_name text not null,
  note text,
  primary key (from_id, position)
);
create index relation_to on datamap.relation (to_id) where to_id is not null;

-- Items of published databases, one a row, for finding what is collected twice.
create table datamap.item (
  resource_id uuid not null references datamap.database,
  position integer not null,
  table_name text not null,
  title text not null,
  folded text not null,
  code_list text,
  share text,
  personal text not null,
  primary key (resource_id, position)
);
create index item_folded on datamap.item (folded);

-- An inventory workbook on its way: as read, what the officer mended since, and what was saved from it.
create table datamap.inventory (
  id uuid primary key,
  agency_id uuid not null,
  person_id uuid,
  person_name text not null,
  file_name text not null,
  sha256 text not null,
  state text not null constraint inventory_state check (state in ('open', 'saved', 'dropped')),
  reading jsonb not null,
  mended jsonb not null default '{}',
  revision integer not null default 1,
  saved jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index inventory_agency on datamap.inventory (agency_id, created_at desc);

-- The yearly look at a database: still right, or what is to become of it.
create table datamap.review (
  resource_id uuid not null references datamap.database,
  year integer not null,
  outcome text not null
    constraint review_outcome check (outcome in ('keep', 'upgrade', 'merge', 'replace', 'retire')),
  note text,
  person_name text not null,
  reviewed_at timestamptz not null,
  primary key (resource_id, year)
);
