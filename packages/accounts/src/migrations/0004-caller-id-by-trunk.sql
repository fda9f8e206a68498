-- Whether the call that verified a number left by a trunk, so that whoever answered has the number out there. Nobody knows of those that were verified before:
-- where there are trunks they are verified anew.
alter table accounts_caller_id add column by_trunk boolean not null default false;
