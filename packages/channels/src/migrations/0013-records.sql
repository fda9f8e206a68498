-- Records of a log, such as a Kafka topic, of which messages were made: a record that comes again is known by where it stands. A narrow row, and an index that
-- grows at its ends alone, where an idempotency key lies anywhere: what comes in by a log is much, and hardly anything of it ever comes again.
create table channels_record (
  -- the log's own id: a topic that is deleted and made again has another
  topic uuid not null,
  -- null where the message was to be forgotten
  message_id uuid,
  position bigint not null,
  -- tells the record from another that stands in its place, where the log had lost its end: of a Kafka topic, made of the leader's epoch and the time
  stamp bigint not null,
  taken_at timestamptz not null,
  partition int not null,
  primary key (topic, partition, position)
);
