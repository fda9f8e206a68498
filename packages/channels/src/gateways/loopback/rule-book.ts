import type { Queryable } from '@trunkline/postgres'
import type { OutboundMessage } from '../../ports.ts'
import { type LoopbackRule, type LoopbackRuleInput, matches } from './rule.ts'
import { addRule, listRules, removeRules, tellOthers, useRule } from './store/rule-store.ts'

/** How the built-in gateway was told to behave. Kept in the store, so that every process that dispatches obeys. */
export interface LoopbackBehaviour {
  /** Adds a rule. Of those that match a message the oldest counts. */
  set(rule: LoopbackRuleInput): Promise<LoopbackRule>
  list(): Promise<LoopbackRule[]>
  /** Removes one rule. False where there is none with this id. */
  remove(id: string): Promise<boolean>
  clear(): Promise<void>
}

/** The rules as this process knows them: those of the store, read again when told to. */
export class RuleBook implements LoopbackBehaviour {
  readonly #db: Queryable
  #rules: readonly LoopbackRule[] = []
  #loaded: Promise<void> | undefined

  constructor(db: Queryable) {
    this.#db = db
  }

  /** Reads the rules again. */
  async refresh(): Promise<void> {
    this.#rules = await listRules(this.#db)
    this.#loaded = Promise.resolve()
  }

  /** Whether a message may pass without asking for a rule: none stands, as far as this process knows. */
  get isEmpty(): boolean {
    return this.#loaded !== undefined && this.#rules.length === 0
  }

  /** The rule for a message, used once by that; null where none is. */
  async take(message: OutboundMessage): Promise<LoopbackRule | null> {
    this.#loaded ??= this.refresh().catch((cause: unknown) => {
      this.#loaded = undefined
      throw cause
    })
    await this.#loaded
    for (const rule of this.#rules) {
      if (!matches(rule, message)) continue
      if (rule.remaining === null || (await useRule(this.#db, rule.id))) return rule
      this.#rules = this.#rules.filter((each) => each.id !== rule.id)
    }
    return null
  }

  async set(input: LoopbackRuleInput): Promise<LoopbackRule> {
    const rule = await addRule(this.#db, input)
    await this.#changed()
    return rule
  }

  async list(): Promise<LoopbackRule[]> {
    const rules = await listRules(this.#db)
    return rules.filter((rule) => rule.remaining !== 0)
  }

  async remove(id: string): Promise<boolean> {
    if (!/^\d{1,18}$/.test(id)) return false
    const there = (await this.list()).some((rule) => rule.id === id)
    await removeRules(this.#db, id)
    await this.#changed()
    return there
  }

  async clear(): Promise<void> {
    await removeRules(this.#db, null)
    await this.#changed()
  }

  async #changed(): Promise<void> {
    await this.refresh()
    await tellOthers(this.#db)
  }
}
