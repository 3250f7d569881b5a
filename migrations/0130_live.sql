-- How a database of the map is reached to read its structure. The password is sealed by the key of the node.
create table datamap.connection (
  resource_id uuid primary key,
  agency_id uuid not null,
  engine text not null constraint connection_engine check (engine in ('postgresql', 'mysql', 'sqlserver')),
  host text not null,
  port integer,
  database_name text not null,
  user_name text not null,
  transport text not null constraint connection_transport check (transport in ('plain', 'encrypted', 'verified')),
  secret text not null,
  -- The steward lets a few rows be looked at; only counts are kept of them.
  sampling boolean not null default false,
  saved_name text not null,
  saved_at timestamptz not null
);

-- One reading of a structure. Only the newest one that succeeded keeps what it found; of the others the report stays.
create table datamap.reading (
  id uuid primary key,
  resource_id uuid not null,
  agency_id uuid not null,
  state text not null constraint reading_state check (state in ('waiting', 'reading', 'read', 'failed')),
  step text,
  -- Engine and address as they may be shown.
  engine text not null,
  place text not null,
  asked_by uuid,
  asked_name text not null,
  asked_at timestamptz not null,
  finished_at timestamptz,
  -- Version of the server, what the account may write, how much there is, what changed since the reading before.
  report jsonb,
  found jsonb,
  failure jsonb
);
create index reading_resource on datamap.reading (resource_id, asked_at desc);
create unique index reading_open on datamap.reading (resource_id) where state in ('waiting', 'reading');
