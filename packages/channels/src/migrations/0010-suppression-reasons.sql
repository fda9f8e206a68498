-- An address may be suppressed for several reasons at once: what the client put here stays when a person who had opted out opts in again.
alter table channels_suppression drop constraint channels_suppression_pkey;
alter table channels_suppression add primary key (client_id, channel, address, sender, reason);
