-- What is known of a room, whatever of its checkpoints is kept. Times are in milliseconds since 1970 UTC.
create table checkpoint_room (
    id integer primary key,
    name text not null unique,
    judged_log text,
    judged_sequence integer not null default 0,
    quarantined_at integer
) strict;

-- Hashes are 64 hexadecimal digits, null where there were none.
create table checkpoint (
    id integer primary key autoincrement,
    room integer not null references checkpoint_room (id),
    log text not null,
    sequence integer not null,
    time integer not null,
    verdict text not null,
    server_snapshot text,
    server_state text,
    sidecar_snapshot text,
    sidecar_state text,
    detail text not null
) strict;

create index checkpoint_by_room on checkpoint (room, id);
