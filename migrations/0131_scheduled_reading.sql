-- When a structure is read again by itself, and what came of it.
alter table datamap.connection
  add column every text not null default 'off' constraint connection_every check (every in ('off', 'weekly', 'monthly')),
  add column next_at timestamptz,
  -- Scheduled readings in a row that failed.
  add column failures integer not null default 0,
  -- Given up after too many failures; a reading that succeeds or a connection saved anew takes it back.
  add column stopped_at timestamptz,
  -- Changes of structure found since somebody looked at them.
  add column drift integer not null default 0,
  add column drift_at timestamptz;
create index connection_next on datamap.connection (next_at) where next_at is not null;
