-- Where a resource was harvested: source, the owner's own address, when it was last seen there. Null for what is ours.
alter table catalog.resource add column origin jsonb;
