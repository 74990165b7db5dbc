-- Most messages are done with when they come to the warehouse. What was completed by then is kept with its message: a row for
-- each hop, with its entries in two indexes, costs more than the message itself. Each item's name has a line end on both sides.
alter table message add column completed_items varchar(6501) default '' not null;
alter table message_content add column completed_hops bytea;

-- Most sessions are one message; the others of a session have an entry here instead of every message one in an index.
create table session_member (
  session_id uuid not null,
  message_id uuid not null,
  primary key (session_id, message_id)
);
insert into session_member (session_id, message_id) select session_id, id from message where session_id <> id;
drop index message_session;
