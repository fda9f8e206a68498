-- How good a call of a browser was, by the browser's own account: one row a call, of a size that does not grow with the call.
create table voice_call_quality (
  call_id uuid primary key references voice_call on delete cascade,
  client_id uuid not null,
  updated_at timestamptz not null,
  -- reports that were taken; after so many no more are
  reports int not null,
  -- seconds that were measured, and the sums and extremes of what was measured in them
  samples int not null,
  mos_sum real not null,
  -- null where no sample had it
  mos_worst real,
  rtt_sum real not null,
  rtt_worst real,
  jitter_sum real not null,
  jitter_worst real,
  packets_lost int not null,
  packets_received int not null,
  packets_sent int not null,
  codec text,
  -- the first of what the page thought worth telling: [{at, level, group, name}]
  events jsonb not null
);
