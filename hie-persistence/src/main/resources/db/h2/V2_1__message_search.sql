-- H2 reads an index in its own direction only, and has no index over a part of a table.
create index message_created on message (created_at desc, id desc);
create index message_session on message (session_id);
create index message_control on message (control_id);
create index message_patient on message (patient_id);
create index hop_status on hop (status, message_id desc);
