create table if not exists video (
    job_id varchar(64) primary key,
    object_key varchar(1024) not null,
    submitted timestamp with time zone not null,
    state varchar(16) not null
);

create table if not exists highlight (
    job_id varchar(64) not null,
    position int not null,
    from_second double precision,
    to_second double precision,
    object_key varchar(1024),
    primary key (job_id, position)
);
