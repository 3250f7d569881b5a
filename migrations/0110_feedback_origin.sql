-- A question that another node handed on: {"nodeId", "question"}; the answer goes back to it by the change feed.
alter table catalog.feedback add column origin jsonb;
create unique index feedback_origin on catalog.feedback ((origin ->> 'nodeId'), (origin ->> 'question')) where origin is not null;
