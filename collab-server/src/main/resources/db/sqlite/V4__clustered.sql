-- An entry lies where its room's other entries lie, and nothing else changes with it: a commit writes one page for a room instead of
-- three, and to read a room through is to read neighbours. A room's head is the sequence of its last entry.
create table clustered (
    room integer not null references room (id),
    sequence integer not null,
    time integer not null,
    author text not null,
    author_name text,
    author_color text not null default '',
    client integer not null,
    gesture text,
    claimed integer,
    path text,
    bytes blob not null,
    primary key (room, sequence)
) strict, without rowid;
insert into clustered
    select room, sequence, time, author, author_name, author_color, client, gesture, claimed, path, bytes
    from log_entry order by room, sequence;
drop table log_entry;
alter table clustered rename to log_entry;
alter table room drop column head;
