-- author is the author's id. Where no name is stored, in rows older than this column, the id is the name, too.
alter table log_entry add column author_name text;
alter table log_entry add column author_color text not null default '';
