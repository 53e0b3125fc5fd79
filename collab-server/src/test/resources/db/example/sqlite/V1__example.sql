create table example_note (id integer primary key, text text not null) strict;
