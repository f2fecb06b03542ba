-- Set when the writer meant `${project/environment/NAME}` in the value as a reference, and not as plain text.
alter table versions add column has_references boolean not null default false;
