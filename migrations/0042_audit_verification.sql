-- What checking the seals has shown, for the evidence viewer: the check itself may take minutes.
create table audit.verification (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  batches bigint not null,
  records bigint not null,
  findings bigint not null,
  -- The first findings, as `nguon audit verify --json` tells them.
  listed jsonb not null
);
create index record_action on audit.record (action, id);
create index record_at on audit.record (at);
