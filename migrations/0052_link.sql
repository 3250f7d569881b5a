-- A distribution that lies elsewhere: whether it lives, and how often its file is fetched. Its address never changes;
-- another address is another distribution.
create table datasets.link (
  distribution_id uuid primary key references datasets.distribution,
  resource_id uuid not null,
  url text not null,
  fetch_every text not null constraint link_fetch check (fetch_every in ('never', 'daily', 'weekly', 'monthly')),
  checked_at timestamptz not null,
  -- Of the last check; null when nothing answered.
  status integer,
  -- Failed checks in a row.
  failures integer not null default 0,
  failing_since timestamptz,
  -- When its file was last taken in, or found unchanged.
  fetched_at timestamptz
);
create index link_checked on datasets.link (checked_at);
