-- The warehouse. Written in batches by the archiver, at least once each record: every table has a key under which a second
-- copy is recognised. No foreign keys: the parts of a session come in any order, and a check a row costs more than it proves.
-- The indexes for searching are not the same on each database; they are in V2_1.

create table message (
  id             uuid primary key, -- version 7: grows with time
  session_id     uuid not null,
  correlation_id uuid,
  causation_id   uuid,
  created_at     timestamp with time zone not null,
  project        varchar(160) not null,
  source         varchar(64) not null,
  accepted       boolean not null,
  reason         varchar(1000) not null,
  priority       smallint not null,
  content_type   varchar(128) not null,
  schema_name    varchar(64) not null,
  schema_version varchar(32) not null,
  control_id     varchar(200) not null,
  patient_id     varchar(200) not null,
  peer           varchar(500) not null,
  properties     varchar(10000) not null,
  size           integer not null
);

-- Bodies are in a table of their own: a search reads many rows of message and no body, and finds some thirty of them in a page
-- instead of three or four; H2 keeps long values within the row and would read each body that a search passes over.
create table message_content (
  message_id uuid primary key,
  body       bytea not null,
  reply      bytea -- what the sender was told
);

create table hop (
  message_id  uuid not null,
  item        varchar(64) not null,
  session_id  uuid not null,
  project     varchar(160) not null,
  from_item   varchar(64) not null,
  status      varchar(9) not null,
  at          timestamp with time zone not null,
  took_micros bigint not null,
  attempts    integer not null,
  detail      varchar(1000) not null,
  reply       bytea,
  primary key (message_id, item)
);

-- The time is part of the key because an item counts its attempts anew after a restart.
create table attempt (
  message_id uuid not null,
  item       varchar(64) not null,
  number     integer not null,
  at         timestamp with time zone not null,
  detail     varchar(1000) not null,
  reply      bytea,
  primary key (message_id, item, number, at)
);
