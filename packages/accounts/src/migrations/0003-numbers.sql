-- What a number is, how it came to its owner, and the numbers that people have proved to be theirs.

alter table accounts_number
  -- local, mobile, toll-free, …; null for numbers that were stored before this step: then the numbering plan tells
  add column kind text,
  -- {voice, sms, mms}; null: all
  add column abilities jsonb,
  -- taken from what is offered, and not brought along
  add column bought boolean not null default false;
-- Lists of the newest first.
create index accounts_number_client_id on accounts_number (client_id, id);

-- A number that a client may show as its own when it calls, because it has shown that it answers it.
create table accounts_caller_id (
  id uuid primary key,
  client_id uuid not null references accounts_client (id),
  number text not null,
  friendly_name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (client_id, number)
);
create index accounts_caller_id_client on accounts_caller_id (client_id, id);
