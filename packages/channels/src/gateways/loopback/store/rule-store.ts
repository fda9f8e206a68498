import type { Queryable } from '@trunkline/postgres'
import type { LoopbackRule, LoopbackRuleInput } from '../rule.ts'

interface RuleRow {
  readonly id: number
  readonly rule: LoopbackRuleInput
  readonly remaining: number | null
}

const readRule = ({ id, rule, remaining }: RuleRow): LoopbackRule => ({ ...rule, id: String(id), remaining })

/** Every rule, in the order in which they were set. */
export async function listRules(db: Queryable): Promise<LoopbackRule[]> {
  const { rows } = await db.query<RuleRow>({
    name: 'loopback-rules',
    text: 'select id, rule, remaining from channels_loopback_rule order by id',
    values: [],
  })
  return rows.map(readRule)
}

/** Adds a rule behind those that stand. */
export async function addRule(db: Queryable, rule: LoopbackRuleInput): Promise<LoopbackRule> {
  const { rows } = await db.query<RuleRow>({
    text: 'insert into channels_loopback_rule (rule, remaining) values ($1::text::jsonb, $2) returning id, rule, remaining',
    values: [JSON.stringify(rule), rule.times ?? null],
  })
  return readRule(rows[0] as RuleRow)
}

/** Uses a rule once. False where it was used up, or removed, in the meantime. */
export async function useRule(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'loopback-use-rule',
    text: 'update channels_loopback_rule set remaining = remaining - 1 where id = $1 and remaining > 0',
    values: [id],
  })
  return rowCount > 0
}

/** Removes a rule, or all of them, and those that are used up. Returns how many were there. */
export async function removeRules(db: Queryable, id: string | null): Promise<number> {
  const { rowCount } = await db.query({
    text: 'delete from channels_loopback_rule where $1::bigint is null or id = $1 or remaining <= 0',
    values: [id],
  })
  return rowCount
}

/** Tells the other processes that rules or receipts have changed. */
export async function tellOthers(db: Queryable): Promise<void> {
  await db.query({ text: "select pg_notify('channels_loopback', '')", values: [] })
}
