-- Since when the dataset of a copied table is not shown here, or its source is not to be copied any more.
alter table harvest.mirrored_table add column left_at timestamptz;

-- Blobs of tables of other nodes that no copy names any more; removed after a while, unless something names them again.
create table harvest.spare_copy (
  digest text primary key,
  bytes bigint not null,
  spare_at timestamptz not null
);
create index spare_copy_due on harvest.spare_copy (spare_at);
