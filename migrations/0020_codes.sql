-- Code lists: what is in force now, and every content a list has had.
create schema codes;

create table codes.list (
  id text primary key,
  title text not null,
  title_en text,
  source text not null,
  valid_from date,
  -- First day it is no longer in force (half-open).
  valid_until date,
  item_count integer not null,
  -- Comes with the program; a newer release may replace it.
  built_in boolean not null,
  version integer not null,
  digest text not null,
  updated_at timestamptz not null
);

create table codes.version (
  list_id text not null constraint version_list references codes.list (id) deferrable initially deferred,
  version integer not null,
  digest text not null,
  -- The whole list as the matcher takes it.
  content jsonb not null,
  loaded_by uuid,
  loaded_at timestamptz not null,
  primary key (list_id, version)
);
