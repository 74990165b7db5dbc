-- What people have not been told yet of an incident, and through which channel they are to be.
create table incident_notice (
  incident uuid not null references incident (id) on delete cascade,
  event    varchar(10) not null,
  channel  varchar(300) not null,
  primary key (incident, event, channel)
);
