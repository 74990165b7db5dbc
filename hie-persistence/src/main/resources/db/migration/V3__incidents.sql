-- What needed somebody's attention. An open incident holds its key, so that there is never a second one of its kind for an item.
create table incident (
  id              uuid primary key,
  open_key        varchar(250) unique, -- null once it is resolved
  project         varchar(160) not null,
  item            varchar(64) not null,
  kind            varchar(20) not null,
  text            varchar(1000) not null,
  measured        double precision not null,
  worst           double precision not null,
  threshold       double precision not null,
  opened_at       timestamp with time zone not null,
  updated_at      timestamp with time zone not null,
  resolved_at     timestamp with time zone,
  resolution      varchar(1000) not null,
  acknowledged_at timestamp with time zone,
  acknowledged_by varchar(128) not null,
  note            varchar(1000) not null,
  version         integer not null
);

create index incident_opened on incident (opened_at);
