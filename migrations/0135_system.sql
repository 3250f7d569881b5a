-- An information system of an agency, with its security level. Never public: the row says how a system is protected.
create table datamap.system (
  id uuid primary key,
  agency_id uuid not null,
  name text not null,
  status text not null
    constraint system_status check (status in ('planned', 'building', 'operating', 'upgrading', 'retired')),
  record jsonb not null,
  -- Counted from "record" at each save, so that figures over thousands of systems read no documents.
  level integer constraint system_level check (level between 1 and 5),
  dossier text not null
    constraint system_dossier check (dossier in ('draft', 'submitted', 'checked', 'appraised', 'approved')),
  dossier_since timestamptz not null,
  approved_on date,
  approved_level integer,
  layers integer not null,
  -- First day on which one of the layers is no longer covered; null: none ends by itself.
  layers_until date,
  dossier_complete boolean not null,
  label text not null constraint system_label check (label in ('none', 'asked', 'granted')),
  label_until date,
  reviewed_on date,
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_name text not null
);
create index system_agency on datamap.system (agency_id, name);

-- The way of a dossier, step by step; nothing here is ever changed.
create table datamap.system_step (
  id bigint generated always as identity primary key,
  system_id uuid not null references datamap.system,
  step text not null,
  level integer,
  note text,
  document text,
  person_name text not null,
  at timestamptz not null
);
create index system_step_system on datamap.system_step (system_id, id);
