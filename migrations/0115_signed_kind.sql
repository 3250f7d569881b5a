-- The pages of databases and plans ask for what other nodes publish of one kind; datasets are most of what is kept.
create index signed_record_kind on harvest.signed_record ((signed #>> '{record,kind}'), resource_id);
