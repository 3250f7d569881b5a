-- Who decided an erasure, why it was refused, and what became of the bytes.
alter table datasets.erasure
  add column decided_by uuid,
  add column decision text,
  -- What to remove: the bytes of every version and source of the decision. The digests themselves stay as evidence.
  add column digests text[] not null default '{}',
  add column removed_at timestamptz,
  add column outcome jsonb;
create index erasure_agency on datasets.erasure (agency_id, state);
create index erasure_resource on datasets.erasure (resource_id);
