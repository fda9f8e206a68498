-- When the first attempt of a delivery in the queue began. It stood in `state` as sendingAt, which had to be written anew for it by every
-- claim; what left the queue since its first attempt has it there still.
alter table channels_queue add column sending_at timestamptz;
