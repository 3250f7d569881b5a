-- How far the records of a source keep the profiles (DCAT-AP, DCAT-VN), counted after a reading that changed something.
create table harvest.profile_report (
  source_id uuid primary key references harvest.source on delete cascade,
  at timestamptz not null,
  checked integer not null,
  -- Records without a violation.
  conforming integer not null,
  -- Rules not kept: profile, severity, field, sentences, how many records, one of them.
  findings jsonb not null
);
