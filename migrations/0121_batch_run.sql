-- Sending or approving all drafts of a workbook: a job that goes on where it stopped.
create table datamap.batch_run (
  id uuid primary key,
  inventory_id uuid not null references datamap.inventory,
  agency_id uuid not null,
  step text not null constraint batch_run_step check (step in ('submit', 'approve')),
  state text not null constraint batch_run_state check (state in ('waiting', 'running', 'done', 'stopped')),
  decision jsonb,
  person_id uuid not null,
  person_name text not null,
  total integer not null,
  done integer not null default 0,
  -- Drafts that could not be done, with the reason.
  failures jsonb not null default '[]',
  asked_at timestamptz not null,
  finished_at timestamptz
);
create unique index batch_run_open on datamap.batch_run (inventory_id) where state in ('waiting', 'running');
create index batch_run_inventory on datamap.batch_run (inventory_id, asked_at desc);

-- Drafts of a workbook that are left out when something is done with all of them.
create table datamap.batch_skip (
  inventory_id uuid not null references datamap.inventory,
  change_id uuid not null,
  primary key (inventory_id, change_id)
);
