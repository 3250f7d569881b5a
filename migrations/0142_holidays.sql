-- Holidays of a year as the notice of that year sets them; entered by the operator, whole.
create table plans.holiday_year (
  year integer primary key constraint holiday_year_range check (year between 2000 and 2100),
  document text not null,
  issued_on date,
  -- [{ "day", "kind": "off" | "work", "name" }]
  days jsonb not null,
  revision integer not null,
  entered_by text not null,
  entered_at timestamptz not null
);
