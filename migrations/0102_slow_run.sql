-- A source that keeps its reader waiting is read on lanes of its own, so that quick ones never wait behind it.
alter table harvest.run add column slow boolean not null default false;
