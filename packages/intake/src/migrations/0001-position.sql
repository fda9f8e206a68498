-- How far records of each partition have been dealt with. The brokers know it too, and are asked first; but they forget the offsets of a
-- group that was empty for a week, and would then give all records again that they still have, when their keys are long forgotten here.
create table intake_position (
  group_name text not null,
  -- of the topic that has it now: one that is made again has another
  topic_id text not null,
  partition int not null,
  -- all before it has been dealt with
  next_offset bigint not null,
  updated_at timestamptz not null,
  primary key (group_name, topic_id, partition)
) with (fillfactor = 50);
