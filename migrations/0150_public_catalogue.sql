-- Catalogues for machines walk public datasets in the order of ids, and count them.
create index resource_public on catalog.resource (id, published_at)
  where kind = 'dataset' and state = 'published' and record ->> 'classification' = 'open';
