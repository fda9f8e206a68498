-- What a parent account may see and do of its subaccounts, and when something was last changed.

alter table accounts_client
  add column updated_at timestamptz,
  -- who disabled it: a parent may undo what it did itself, not what the operator did
  add column disabled_by text check (disabled_by in ('operator', 'parent')),
  -- closed by its parent, for good
  add column closed_at timestamptz;
update accounts_client set disabled_by = 'operator' where status = 'disabled';

-- A family is listed by its parent, the youngest first.
drop index accounts_client_parent;
create index accounts_client_family on accounts_client (parent_id, id) where parent_id is not null;

alter table accounts_key add column updated_at timestamptz;
