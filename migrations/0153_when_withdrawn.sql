-- Harvesters by OAI-PMH ask what changed since a moment; a withdrawal is a change too.
alter table catalog.resource add column withdrawn_at timestamptz;
update catalog.resource set withdrawn_at = now() where state = 'withdrawn';
create index resource_stamp on catalog.resource ((greatest(withdrawn_at, published_at)), id)
  where kind = 'dataset' and state <> 'draft';
create index change_published on catalog.change (resource_id) where state = 'published';
