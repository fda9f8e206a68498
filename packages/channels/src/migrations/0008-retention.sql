-- Since when nothing of a month's messages waits any more. Counted from then, the month is kept as long as its clients want.
create table channels_settled_month (
  name text primary key,
  settled_at timestamptz not null
);
create index channels_inbound_received on channels_inbound (received_at);
