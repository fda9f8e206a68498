-- Who reads on in the log of all clients' events, and how far each has come. What lies beyond the lowest position is kept longer than a week.
create table events_follower (
  name text primary key,
  -- the last position whose row was handled
  position bigint not null,
  -- when it last moved, or last ran without anything to do (told once an hour)
  updated_at timestamptz not null
) with (fillfactor = 10);
