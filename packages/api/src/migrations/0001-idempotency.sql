-- Answers that are given again when a request comes twice under one Idempotency-Key. Messages are not here: channels keeps their keys
-- in the transaction that accepts them. A row without a status is a request that is being worked on until busy_until.
create table api_idempotency (
  owner text not null,
  key_hash bytea not null,
  fingerprint bytea not null,
  claim uuid not null,
  busy_until timestamptz not null,
  expires_at timestamptz not null,
  status integer,
  sealed text,
  primary key (owner, key_hash)
);

create index api_idempotency_expiry on api_idempotency (expires_at);
