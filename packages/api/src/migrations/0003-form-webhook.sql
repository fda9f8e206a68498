-- Webhooks wait where those of calls do: in the queue of events. The first step of events that has it ran before this one.
insert into events_form_webhook (kind, client_id, subject, sequence, part, lane, target, payload, tries, owner, lease_until)
  select kind, client_id, subject, sequence, part, lane, target, payload, tries, owner, lease_until from api_webhook_job order by id
  on conflict do nothing;
drop table api_webhook_job;
