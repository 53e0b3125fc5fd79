-- A room's document as of an entry of its log. bytes is a Yjs update, v2 encoding. All of it can be made again from the log.
create table snapshot (
    room text collate "C" not null,
    log text not null,
    sequence bigint not null,
    bytes bytea not null,
    digest bytea not null,
    primary key (room, log, sequence)
);
