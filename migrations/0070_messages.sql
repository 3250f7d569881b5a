create schema messages;

-- What the node tells a person. The inbox is the channel of record; mail only repeats it.
create table messages.message (
  id uuid primary key,
  person_id uuid not null,
  -- Names the occasion: the same occasion never makes a second message.
  key text not null,
  subject text not null,
  body text not null,
  -- Address on this node where the work is.
  href text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  mailed_at timestamptz,
  constraint message_occasion unique (person_id, key)
);
create index message_inbox on messages.message (person_id, created_at desc);
create index message_unread on messages.message (person_id) where read_at is null;
