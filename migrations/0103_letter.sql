-- Letters by SMTP to anybody, with an account or without; what was told to a person lies in their inbox beside.
create table messages.letter (
  id uuid primary key,
  -- Names the occasion: the same occasion never makes a second letter.
  key text not null constraint letter_occasion unique,
  -- What it is about, for the page that shows what became of it.
  about text,
  email text not null,
  name text not null,
  subject text not null,
  -- Sealed with the key of the node, since a letter may hold a link that opens an account; gone once it is sent.
  sealed_body text,
  attachment_name text,
  attachment bytea,
  -- no-mail: the node had no mail server when it was to be sent.
  state text not null constraint letter_state check (state in ('waiting', 'sent', 'failed', 'no-mail')),
  -- What the mail server said last.
  reason text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index letter_about on messages.letter (about, created_at desc) where about is not null;
