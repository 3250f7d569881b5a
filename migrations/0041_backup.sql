-- Backups made of this node: doctor looks at their age, and an erasure names those that still hold what was erased.
create table platform.backup (
  sha256 text primary key,
  -- The moment whose state it holds, not when writing it was finished.
  made_at timestamptz not null,
  path text not null,
  size bigint not null,
  with_key boolean not null
);
create index backup_made_at on platform.backup (made_at);
