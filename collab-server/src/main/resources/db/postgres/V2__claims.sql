-- What the client says of its edit: when it was made, in milliseconds since 1970 UTC, and how it went, as JSON.
alter table log_entry add column claimed bigint;
alter table log_entry add column path text;
