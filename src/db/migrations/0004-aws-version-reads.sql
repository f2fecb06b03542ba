-- The day on which clients of AWS last read a version. A finer time would cost a write for each read.
create table version_reads (
  version_id text primary key references versions (id),
  read_on    timestamptz not null
);
