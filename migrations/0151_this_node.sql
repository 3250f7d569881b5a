-- What this node says about itself to other nodes. One row, made at the first question.
create schema if not exists interop;

create table interop.this_node (
  one boolean primary key default true constraint this_node_one check (one),
  -- Stays the same for ever, also after a restore on another machine.
  id uuid not null,
  name text not null,
  kind text not null
    constraint this_node_kind check (kind in ('ministry', 'province', 'commune', 'enterprise', 'nation', 'other')),
  agency_code text,
  updated_at timestamptz not null
);
