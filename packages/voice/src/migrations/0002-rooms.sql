-- Recordings (recording/recording-record.ts draws their states), their sound, conferences and who is in them.
create table voice_recording (
  -- the SID is RE and these digits; grows with time
  id uuid primary key,
  client_id uuid not null,
  -- null for a recording of a conference
  call_id uuid,
  conference_id uuid,
  status text not null,
  source text not null,
  channels smallint not null check (channels between 1 and 2),
  track text not null check (track in ('inbound', 'outbound', 'both')),
  -- {url, method, events}
  callback jsonb,
  trimmed boolean not null,
  started_at timestamptz not null,
  duration_seconds int,
  -- of sound in voice_recording_part; 0 until all of it is there
  bytes bigint not null default 0,
  error_code int,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index voice_recording_client on voice_recording (client_id, id);
create index voice_recording_call on voice_recording (call_id, id) where call_id is not null;
create index voice_recording_conference on voice_recording (conference_id, id) where conference_id is not null;
-- Not over: what a new leader finds.
create index voice_recording_open on voice_recording (id) where status in ('in-progress', 'paused', 'stopped', 'processing');
create index voice_recording_deleted on voice_recording (updated_at) where status = 'deleted';

-- Sound: 16 bit, 8,000 samples a second, channels beside each other. All parts but the last are of one size (recording/sound-parts.ts).
create table voice_recording_part (
  recording_id uuid not null,
  ordinal int not null,
  sound bytea not null,
  primary key (recording_id, ordinal)
) with (autovacuum_vacuum_scale_factor = 0.02);
-- Sound hardly shrinks, and trying costs more than it saves.
alter table voice_recording_part alter column sound set storage external;

create table voice_conference (
  -- the SID is CF and these digits; grows with time
  id uuid primary key,
  client_id uuid not null,
  name text collate "C" not null,
  status text not null check (status in ('init', 'in-progress', 'completed')),
  -- {url, method, events} of the first who came; null until somebody has come
  callback jsonb,
  -- how many events have been told
  told int not null default 0,
  reason text,
  -- the call whose leaving ended it
  ended_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- One room of a name at a time; the name is free again when it is over.
create unique index voice_conference_name on voice_conference (client_id, name) where status <> 'completed';
create index voice_conference_client on voice_conference (client_id, id);
create index voice_conference_open on voice_conference (id) where status <> 'completed';

-- Who is in a conference, or is being called into it. Gone when it has left.
create table voice_participant (
  conference_id uuid not null,
  call_id uuid not null,
  client_id uuid not null,
  -- false while it is called
  joined boolean not null,
  label text collate "C",
  muted boolean not null,
  held boolean not null default false,
  coaching boolean not null default false,
  coached_id uuid,
  start_on_enter boolean not null,
  end_on_exit boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (conference_id, call_id)
) with (fillfactor = 70);
create unique index voice_participant_label on voice_participant (conference_id, label) where label is not null;
create index voice_participant_call on voice_participant (call_id);
