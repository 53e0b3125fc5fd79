-- What is known of a room, whatever of its checkpoints is kept. Times are in milliseconds since 1970 UTC.
create table checkpoint_room (
    id bigint generated always as identity primary key,
    name text collate "C" not null unique,
    judged_log text,
    judged_sequence bigint not null default 0,
    quarantined_at bigint
);

-- Hashes are 64 hexadecimal digits, null where there were none.
create table checkpoint (
    id bigint generated always as identity primary key,
    room bigint not null references checkpoint_room (id),
    log text not null,
    sequence bigint not null,
    time bigint not null,
    verdict text not null,
    server_snapshot text,
    server_state text,
    sidecar_snapshot text,
    sidecar_state text,
    detail text not null
);

create index checkpoint_by_room on checkpoint (room, id);

-- One row: which server goes the rounds, until when by the database's clock.
create table checkpoint_lease (
    id smallint primary key check (id = 1),
    member text not null,
    expires timestamptz not null
);
