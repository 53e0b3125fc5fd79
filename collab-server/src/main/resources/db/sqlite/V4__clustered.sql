-- An entry lies where its room's other entries lie, and nothing else changes with it: place is the room's id times 2^40 plus the
-- sequence, so 2^23 rooms of 2^40 entries fit. What were three pages of a commit is one; a room's head is the sequence of its last entry.
create table clustered (
    place integer primary key check (place > 0),
    time integer not null,
    author text not null,
    author_name text,
    author_color text not null default '',
    client integer not null,
    gesture text,
    claimed integer,
    path text,
    bytes blob not null
) strict;

-- Of the entries themselves: a damaged index would leave some out.
insert into clustered
    select room << 40 | sequence, time, author, author_name, author_color, client, gesture, claimed, path, bytes
    from log_entry not indexed order by room, sequence;

-- The heads are the last to know of an entry that is lost; better none of this than to forget it.
create table missing (entries integer constraint no_entry_is_missing check (entries = 0)) strict;
insert into missing select (select coalesce(sum(head), 0) from room) - (select count(*) from clustered);
insert into missing select count(*) from room
    where head <> (select count(*) from clustered where place between id << 40 | 1 and id << 40 | head);
drop table missing;

drop table log_entry;
alter table clustered rename to log_entry;
alter table room drop column head;
