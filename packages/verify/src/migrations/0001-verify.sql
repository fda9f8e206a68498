-- Verification: services, challenges, their sends, factors, and what the guard counts.

create table verify_service (
  id uuid primary key,
  client_id uuid not null references accounts_client (id),
  friendly_name text not null,
  -- the one that is used where none is named
  is_default boolean not null default false,
  settings jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index verify_service_default on verify_service (client_id) where is_default;
create index verify_service_client on verify_service (client_id, id);

-- One attempt to verify that a person holds an address. Rows are updated in place while they are pending.
create table verify_challenge (
  id uuid primary key,
  client_id uuid not null,
  service_id uuid not null,
  to_address text not null,
  channel text not null,
  status text not null check (status in
    ('pending', 'approved', 'canceled', 'expired', 'failed', 'max_attempts_reached', 'deleted')),
  reason text,
  country text,
  prefix text,
  identity text,
  -- the authenticator that gives the code, for the channel totp
  factor_id uuid,
  locale text not null,
  -- the code, sealed for this challenge (it is spoken and sent again), and its keyed hash; both null once the challenge has ended
  code_sealed text,
  code_hash text,
  -- the gateway that made the code and checks it, and its id there; null where the code is ours
  delegate text,
  delegate_id text,
  sends integer not null,
  most_sends integer not null,
  checks integer not null default 0,
  most_checks integer not null,
  next_send_at timestamptz not null,
  -- how it was asked for: template, domain, app hash, fallback, metadata
  request jsonb not null,
  -- counts its events
  sequence integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
) with (fillfactor = 80);
create index verify_challenge_client on verify_challenge (client_id, id);
create index verify_challenge_to on verify_challenge (service_id, to_address, id);
create index verify_challenge_expiry on verify_challenge (expires_at) where status = 'pending';

-- One try to bring a code to its person. It is the job of the background sender, too.
create table verify_send (
  id uuid primary key,
  challenge_id uuid not null,
  client_id uuid not null,
  service_id uuid not null,
  ordinal integer not null,
  channel text not null,
  country text,
  prefix text,
  status text not null check (status in
    ('waiting', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'canceled', 'unknown')),
  -- waits for the one before it to fail
  fallback boolean not null default false,
  gateway text,
  provider_id text,
  error_code text,
  reason text,
  -- of the call's URL: SHA-256 of its 128 random bits, the call that used it, and when the code was spoken
  token_hash text,
  call_sid text,
  spoken_at timestamptz,
  due_at timestamptz not null,
  tries integer not null default 0,
  converted_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
) with (fillfactor = 80);
create index verify_send_challenge on verify_send (challenge_id, ordinal);
create index verify_send_client on verify_send (client_id, id);
create index verify_send_due on verify_send (due_at) where status in ('waiting', 'sending');
create unique index verify_send_token on verify_send (token_hash) where token_hash is not null;
create index verify_send_provider on verify_send (gateway, provider_id) where provider_id is not null;

-- What is counted in windows that slide: this window and the one before it.
create table verify_counter (
  key text primary key,
  started_at timestamptz not null,
  seconds integer not null,
  count integer not null,
  previous integer not null,
  -- when it says nothing any more
  gone_at timestamptz not null
) with (fillfactor = 70);
create index verify_counter_gone on verify_counter (gone_at);

-- Wrong codes in a row, of a number or an identity. A new challenge does not reset them, a right code does.
create table verify_failure (
  client_id uuid not null,
  subject text not null,
  failures integer not null,
  locked_until timestamptz,
  last_at timestamptz not null,
  primary key (client_id, subject)
) with (fillfactor = 70);

-- Prefixes that nothing is sent to for a while.
create table verify_block (
  client_id uuid not null,
  prefix text not null,
  level integer not null,
  sends integer not null,
  converted integer not null,
  blocked_at timestamptz not null,
  blocked_until timestamptz not null,
  primary key (client_id, prefix)
);

-- Numbers that blocks and countries do not stop.
create table verify_safe_number (
  client_id uuid not null,
  number text not null,
  id uuid not null unique,
  created_at timestamptz not null,
  primary key (client_id, number)
);

-- A second factor of a person, whom the client names by an identity of its own.
create table verify_factor (
  id uuid primary key,
  client_id uuid not null,
  service_id uuid not null,
  identity text not null,
  kind text not null check (kind in ('totp', 'backup-codes', 'device')),
  friendly_name text not null,
  status text not null check (status in ('unverified', 'verified')),
  -- the shared secret, sealed; null where only hashes are kept
  secret text,
  config jsonb not null,
  -- the last time step whose code was taken (RFC 6238 §5.2), and how many steps the device's clock is off (§6)
  last_step bigint not null default -1,
  drift integer not null default 0,
  -- what its tokens are hashed with
  salt text,
  expires_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verify_factor_identity on verify_factor (client_id, identity, id);

-- Backup codes and device tokens, by their hashes. A code that was used is gone.
create table verify_factor_token (
  factor_id uuid not null references verify_factor (id) on delete cascade,
  hash text not null,
  used_at timestamptz,
  primary key (factor_id, hash)
);
