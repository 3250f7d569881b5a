-- Fingerprints of tables, to find near copies across the catalogue. Apart from the versions, which are read on every page.
create table datasets.table_sketch (
  version_id uuid primary key references datasets.version on delete cascade,
  sketch jsonb not null,
  -- A few members of the sketch: tables that share none of them are not looked at.
  marks bigint[] not null
);
create index table_sketch_marks on datasets.table_sketch using gin (marks);
