-- What single clients may call, where it is not what the configuration says of all (guard/call-limits.ts).
create table voice_call_limit (
  client_id uuid primary key,
  limits jsonb not null,
  updated_at timestamptz not null
);
