-- Who may register a SIP phone, and the phones that are registered.

create table voice_sip_user (
  id uuid primary key,
  client_id uuid not null references accounts_client (id),
  -- one user of this name in the whole domain
  username text collate "C" not null unique,
  -- sealed, not hashed: the digest of any algorithm and realm is made of it
  password text not null,
  -- E.164: what is shown when the phone calls
  number text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index voice_sip_user_client on voice_sip_user (client_id, username);

-- Where the phones of a user are (RFC 3261, section 10). Kept, so that a restart does not lose those that will not register again for an hour.
create table voice_sip_binding (
  user_id uuid not null references voice_sip_user (id) on delete cascade,
  -- what tells the phones of one user apart: the instance of RFC 5626, else the contact
  key text not null,
  contact text not null,
  call_id text not null,
  cseq bigint not null,
  q real not null,
  expires_at timestamptz not null,
  -- {transport, address, port}: where the registration came from
  source jsonb not null,
  agent text,
  primary key (user_id, key)
) with (fillfactor = 70);
create index voice_sip_binding_expiry on voice_sip_binding (expires_at);
