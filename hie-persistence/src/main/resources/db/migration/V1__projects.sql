create table workspace (
  id          uuid primary key,
  name        varchar(64) not null unique,
  description varchar(1000) not null,
  version     integer not null
);

create table project (
  id                uuid primary key,
  workspace_id      uuid not null references workspace (id),
  name              varchar(64) not null,
  description       varchar(1000) not null,
  head_revision     integer not null,
  deployed_revision integer,
  started           boolean not null,
  version           integer not null,
  unique (workspace_id, name)
);

create table revision (
  project_id uuid not null references project (id),
  number     integer not null,
  content    text not null,
  author     varchar(128) not null,
  created_at timestamp with time zone not null,
  primary key (project_id, number)
);

-- What an operator wants of a single item, where that differs from "running while the project runs".
create table item_desire (
  project_id uuid not null references project (id),
  item       varchar(64) not null,
  desire     varchar(16) not null,
  version    integer not null,
  primary key (project_id, item)
);
