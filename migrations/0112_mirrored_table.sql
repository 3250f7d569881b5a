-- Copies of other nodes' tables, for sources that are to be mirrored.
create table harvest.mirrored_table (
  table_id uuid primary key,
  resource_id uuid not null,
  source_id uuid not null references harvest.source on delete cascade,
  -- SHA-256 in hex of the Parquet file, as its owner signed it.
  wanted text not null,
  bytes bigint not null,
  -- Blob held here; null before the first copy. Behind "wanted" while a newer version is on its way.
  digest text,
  kept_bytes bigint,
  kept_at timestamptz,
  next_at timestamptz not null,
  attempts integer not null default 0,
  failure_vi text,
  failure_en text
);
create index mirrored_table_resource on harvest.mirrored_table (resource_id);
create index mirrored_table_wanted on harvest.mirrored_table (next_at) where digest is distinct from 'sha256:' || wanted;
