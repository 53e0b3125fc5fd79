create table example_note (id bigint primary key, text text not null);
