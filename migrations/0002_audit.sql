-- Evidence. Rows are only ever added; the sealer chains them afterwards, so that no writer waits for another.
create schema audit;

create table audit.record (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  action text not null,
  actor_kind text not null constraint record_actor_kind check (actor_kind in ('person', 'client', 'system', 'visitor')),
  actor_id uuid,
  actor_name text not null,
  stands_in_for uuid,
  agency_id uuid,
  resource_kind text,
  resource_id uuid,
  resource_version integer,
  basis text,
  request_id text,
  details jsonb not null default '{}'
);
create index record_order on audit.record (xid, id);
create index record_resource on audit.record (resource_id, id) where resource_id is not null;
create index record_agency on audit.record (agency_id, id) where agency_id is not null;
create index record_actor on audit.record (actor_id, id) where actor_id is not null;

create function audit.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'audit rows are never changed or removed';
end $$;
create trigger record_append_only before update or delete or truncate on audit.record
  for each statement execute function audit.refuse();
