-- A dataset says in its description which series it belongs to: the catalogue id of one of ours, the URI of a harvested one.
create index resource_in_series on catalog.resource ((record ->> 'series')) where record ->> 'series' is not null;
create index resource_series on catalog.resource ((origin ->> 'uri')) where kind = 'series';
