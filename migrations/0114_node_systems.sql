-- Totals of the information systems a node counts, as its card says them: no system, no agency, no detail.
alter table harvest.node add column systems jsonb;
