-- One row, made with the tables.
create table log_identity (id text not null);
insert into log_identity (id) values (gen_random_uuid()::text);

-- head is the sequence of the room's last entry. Whoever appends locks the row first, so entries are committed in their order.
create table room (
    id bigint generated always as identity primary key,
    name text collate "C" not null unique,
    head bigint not null
);

-- Append-only. time is in milliseconds since 1970 UTC; bytes is a Yjs update, v1 encoding. No foreign key: an append has the room's row
-- locked anyway.
create table log_entry (
    room bigint not null,
    sequence bigint not null,
    time bigint not null,
    author_id text not null,
    author_name text not null,
    author_color text not null,
    client bigint not null,
    gesture text,
    bytes bytea not null,
    primary key (room, sequence)
);
