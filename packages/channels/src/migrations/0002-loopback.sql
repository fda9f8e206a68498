-- What arrived at the built-in gateway. One row an attempt that was taken; the newest are kept.
create table channels_loopback (
  id bigint generated always as identity primary key,
  delivery_id uuid not null,
  attempt smallint not null,
  gateway text not null,
  client_id uuid,
  channel text not null,
  recipient text not null,
  sender text,
  category text,
  -- a JSON object; a string where it is sealed (category otp); null where the row only keeps an attempt from arriving: it was looked
  -- up, not found, and must not turn up afterwards
  content json,
  arrived_at timestamptz not null,
  -- the last receipt that was given
  status text,
  -- receipts still to be given: [{status, at (ms), errorCode?, reason?}], and when the next one is due
  plan jsonb,
  due_at timestamptz,
  -- an attempt arrives once, however often it is sent
  unique (delivery_id, attempt)
) with (autovacuum_vacuum_scale_factor = 0.1);
create index channels_loopback_due on channels_loopback (due_at) where due_at is not null;

-- Up to when rows were trimmed: an older attempt that is not found may have been there. At most one row.
create table channels_loopback_trimmed (
  only_row boolean primary key default true check (only_row),
  up_to timestamptz not null
);

-- How the built-in gateway was told to behave.
create table channels_loopback_rule (
  id bigint generated always as identity primary key,
  rule jsonb not null,
  -- how many more messages it is for; null: all
  remaining integer
);
