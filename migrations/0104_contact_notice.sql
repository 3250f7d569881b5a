-- What the people who keep a source were told of its problems: each list once to each address.
create table harvest.contact_notice (
  source_id uuid not null references harvest.source on delete cascade,
  -- SHA-256 of the list of problems.
  list text not null,
  email text not null,
  -- inbox: somebody with an account here; mail: a letter of messages.letter with this key.
  way text not null constraint contact_notice_way check (way in ('inbox', 'mail')),
  key text not null,
  records integer not null,
  at timestamptz not null,
  constraint contact_notice_pk primary key (source_id, list, email)
);
create index contact_notice_last on harvest.contact_notice (source_id, at desc);
