-- Agencies as a tree in time, people with roles at them, and the ways in: sessions, keys, links, another sign-on.
create schema identity;

create table identity.agency (
  id uuid primary key,
  code text not null constraint agency_code_unique unique,
  name text not null,
  name_en text,
  kind text not null,
  parent_id uuid constraint agency_parent references identity.agency (id),
  valid_from date,
  -- First day it no longer exists (half-open).
  valid_until date,
  aliases text[] not null default '{}',
  -- False where code or succession has not been checked against the official text.
  verified boolean not null default true,
  note text,
  attributes jsonb not null default '{}',
  -- The seed list owns the facts above; the agency itself owns those below.
  seeded boolean not null,
  contact_phone text,
  contact_email text,
  four_eyes boolean not null default true,
  updated_at timestamptz not null default now(),
  constraint agency_not_its_own_parent check (parent_id is distinct from id),
  constraint agency_validity check (valid_from is null or valid_until is null or valid_from < valid_until)
);
create index agency_parent_index on identity.agency (parent_id) where parent_id is not null;

create table identity.agency_successor (
  agency_id uuid not null constraint agency_successor_agency references identity.agency (id),
  -- 0 is the main successor, who inherits the rights.
  position integer not null,
  successor_id uuid not null constraint agency_successor_successor references identity.agency (id),
  primary key (agency_id, position),
  constraint agency_successor_not_itself check (agency_id <> successor_id)
);

create table identity.person (
  id uuid primary key,
  email text not null,
  email_folded text not null constraint person_email_unique unique,
  name text not null,
  -- Absent until the invitation is accepted.
  password_hash text,
  -- Sealed by the node key; it counts once totp_since is set.
  totp_secret text,
  totp_since timestamptz,
  -- Last time step accepted: a code seen over the shoulder is worth nothing.
  totp_step bigint,
  disabled_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table identity.role_grant (
  id uuid primary key,
  person_id uuid not null constraint role_grant_person references identity.person (id),
  role text not null constraint role_grant_role check
    (role in ('contributor', 'data_officer', 'approver', 'steward', 'inspector', 'operator')),
  agency_id uuid not null constraint role_grant_agency references identity.agency (id),
  granted_by uuid,
  granted_at timestamptz not null,
  ended_at timestamptz
);
create unique index role_grant_once on identity.role_grant (person_id, role, agency_id) where ended_at is null;
create index role_grant_agency_index on identity.role_grant (agency_id) where ended_at is null;

create table identity.stand_in (
  id uuid primary key,
  approver_id uuid not null constraint stand_in_approver references identity.person (id),
  deputy_id uuid not null constraint stand_in_deputy references identity.person (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_at timestamptz not null,
  constraint stand_in_period check (starts_at < ends_at),
  constraint stand_in_someone_else check (approver_id <> deputy_id)
);
create index stand_in_deputy_index on identity.stand_in (deputy_id, ends_at);
create index stand_in_approver_index on identity.stand_in (approver_id, ends_at);

create table identity.session (
  id uuid primary key,
  token_hash text not null constraint session_token_unique unique,
  person_id uuid not null constraint session_person references identity.person (id),
  method text not null constraint session_method check (method in ('password', 'link', 'oidc')),
  user_agent text,
  address text,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_person_index on identity.session (person_id);

create table identity.api_key (
  id uuid primary key,
  person_id uuid not null constraint api_key_person references identity.person (id),
  name text not null,
  -- First characters, so that its owner recognises it.
  prefix text not null,
  token_hash text not null constraint api_key_token_unique unique,
  -- The key acts with these roles of its owner only; empty means all of them.
  roles text[] not null default '{}',
  created_at timestamptz not null,
  expires_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz
);
create index api_key_person_index on identity.api_key (person_id);

create table identity.link (
  id uuid primary key,
  kind text not null constraint link_kind check (kind in ('invitation', 'reset', 'first-operator')),
  token_hash text not null constraint link_token_unique unique,
  -- Absent for the first operator, who names himself.
  person_id uuid constraint link_person references identity.person (id),
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint link_names_person check ((kind = 'first-operator') = (person_id is null))
);
create index link_person_index on identity.link (person_id) where used_at is null;

-- Wrong passwords and codes, counted by account and by address; both are kept as hashes.
create table identity.failed_attempt (
  subject text primary key,
  failures integer not null,
  last_at timestamptz not null,
  locked_until timestamptz
);

create table identity.external_login (
  issuer text not null,
  subject text not null,
  person_id uuid not null constraint external_login_person references identity.person (id),
  linked_at timestamptz not null,
  primary key (issuer, subject)
);
