-- The demo client, made once on an empty store: which client, key and application it is, and what has no table yet. Sealed. A row without
-- a record is a process that is making it, or died while it did.
create table server_demo (
  singleton boolean primary key default true check (singleton),
  claimed_at timestamptz not null,
  sealed text
);
