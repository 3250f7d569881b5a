-- Seals over the evidence: one chain, cut into signed batches. The seal file outside the database holds the same.
create table audit.seal_batch (
  number bigint primary key,
  -- Which columns of a record are hashed, and how.
  format smallint not null,
  first_seq bigint not null,
  last_seq bigint not null,
  -- Merkle root over the record hashes of the batch.
  root bytea not null,
  -- Head of the chain before and after the batch.
  previous bytea not null,
  chain bytea not null,
  -- Ed25519, base64url, so that a seal can be checked without asking the node.
  public_key text not null,
  signature bytea not null,
  at timestamptz not null,
  -- Every record of a transaction below this one is sealed. Not signed: it means something in this cluster only.
  horizon xid8 not null,
  constraint seal_batch_range check (first_seq <= last_seq)
);

create table audit.seal (
  seq bigint primary key,
  record_id bigint not null constraint seal_record_once unique,
  batch bigint not null,
  record_hash bytea not null,
  chain_hash bytea not null
);
create index seal_batch_members on audit.seal (batch, seq);

create trigger seal_batch_append_only before update or delete or truncate on audit.seal_batch
  for each statement execute function audit.refuse();
create trigger seal_append_only before update or delete or truncate on audit.seal
  for each statement execute function audit.refuse();
