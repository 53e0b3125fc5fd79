-- A room's document as of an entry of its log. bytes is a Yjs update, v2 encoding. All of it can be made again from the log.
create table snapshot (
    room text not null,
    log text not null,
    sequence integer not null,
    bytes blob not null,
    digest blob not null,
    primary key (room, log, sequence)
) strict;
