-- Facts about the node itself, the outbox of events, and who has read it how far.
create table platform.setting (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

create table platform.event (
  id bigint generated always as identity primary key,
  -- Followers read in commit-safe order: (xid, id) below the oldest running transaction.
  xid xid8 not null default pg_current_xact_id(),
  type text not null,
  version integer not null,
  resource_id uuid,
  payload jsonb not null,
  at timestamptz not null default now()
);
create index event_order on platform.event (xid, id);

create table platform.follower (
  name text primary key,
  xid xid8 not null,
  event_id bigint not null,
  updated_at timestamptz not null default now()
);

create table platform.worker_heartbeat (
  worker_id text primary key,
  seen_at timestamptz not null default now()
);

create function platform.announce() returns trigger language plpgsql as $$
begin
  perform pg_notify('nguon_event', '');
  return null;
end $$;
create trigger event_announce after insert on platform.event for each statement execute function platform.announce();
