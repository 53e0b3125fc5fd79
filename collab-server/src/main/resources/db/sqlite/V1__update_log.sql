-- One row, made with the file.
create table log_identity (id text not null) strict;

-- head is the sequence of the room's last entry.
create table room (
    id integer primary key,
    name text not null unique,
    head integer not null
) strict;

-- Append-only. time is in milliseconds since 1970 UTC; bytes is a Yjs update, v1 encoding.
create table log_entry (
    room integer not null references room (id),
    sequence integer not null,
    time integer not null,
    author text not null,
    client integer not null,
    gesture text,
    bytes blob not null,
    primary key (room, sequence)
) strict;
