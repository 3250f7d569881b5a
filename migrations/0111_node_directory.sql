-- Other nodes of this program: whom we know, by which key, and how far we have followed them.
create table harvest.node (
  -- The id the node gave itself.
  id uuid primary key,
  name text not null,
  kind text not null,
  agency_code text,
  url text not null constraint node_url unique,
  -- Ed25519, base64url of 32 bytes; confirmed by a person, or vouched for by the key confirmed before.
  key text not null,
  -- Keys before it, each of which vouched for the next: what they signed still holds.
  former_keys text[] not null default '{}',
  state text not null default 'on' constraint node_state check (state in ('on', 'off')),
  -- The source its records come by; null when it is only known, so that it may hand questions on.
  source_id uuid constraint node_source unique,
  -- Place in its change feed.
  cursor text,
  datasets integer not null default 0,
  software text not null default '',
  -- Last good answer; when it last had nothing more for us; milliseconds from its last publication until it was here.
  seen_at timestamptz,
  caught_up_at timestamptz,
  lag_ms integer,
  -- Since when it has not answered well, and what it did.
  failing_since timestamptz,
  failure_vi text,
  failure_en text,
  lease uuid,
  leased_until timestamptz,
  added_by text not null,
  added_at timestamptz not null
);

-- What other nodes signed, as it came: so that whoever reads it from us can check it against its origin.
create table harvest.signed_record (
  resource_id uuid primary key,
  node_id uuid not null,
  at timestamptz not null,
  signed jsonb not null
);

-- Questions about what another node owns, on their way to it.
create table harvest.question_out (
  feedback_id uuid primary key,
  node_id uuid not null,
  letter jsonb not null,
  state text not null default 'waiting'
    constraint question_out_state check (state in ('waiting', 'sent', 'refused')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  failure_vi text,
  failure_en text,
  sent_at timestamptz,
  created_at timestamptz not null
);
create index question_out_waiting on harvest.question_out (next_at) where state = 'waiting';
