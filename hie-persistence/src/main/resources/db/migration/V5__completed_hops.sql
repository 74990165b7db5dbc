-- Most messages are done with when they come to the warehouse. What was completed by then is kept with its message: a row for
-- each hop, with its entries in two indexes, costs more than the message itself. Each item's name has a line end on both sides.
alter table message add column completed_items varchar(6501) default '' not null;
alter table message_content add column completed_hops bytea;
