-- Indexes over the rows that a search can be for: most messages are their own session, most hops end well, few are refused.
create index message_created on message (created_at, id);
create index message_refused on message (created_at, id) where not accepted;
create index message_session on message (session_id) where session_id <> id;
create index message_control on message (control_id) where control_id <> '';
create index message_patient on message (patient_id) where patient_id <> '';
create index hop_unsettled on hop (status, message_id) where status <> 'COMPLETED';

-- A session is deleted whole and each row is written at most a few times: vacuum by share of a table comes too late when the
-- table has a hundred million rows.
alter table message set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table message_content set (autovacuum_vacuum_scale_factor = 0.02);
alter table hop set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
