import type { Recipient, Step, StoredStep } from '../message/schema.ts'
import type { Category } from '../ports.ts'
import { allows, type Profile } from '../recipient/profile.ts'

/**
 * The steps as they are stored, one for each delivery: a person with several devices is told on each, so that a retry for one of them does not repeat the message on
 * the others.
 */
export function expandSteps(steps: readonly Step[], to: Recipient): readonly StoredStep[] {
  if (to.push === undefined || to.push.length < 2) return steps
  const { length: devices } = to.push
  const stored: StoredStep[] = []
  for (const step of steps) {
    const group = stored.length
    if (step.channel !== 'push') stored.push(step)
    else for (let push = 0; push < devices; push++) stored.push({ ...step, push, group })
  }
  return stored
}

/** The steps that a person allows for a category; all of them where nothing would be left, for the message is then suppressed and says why. */
export function allowedSteps(
  steps: readonly Step[],
  profile: Profile | undefined,
  category: Category,
): readonly Step[] {
  if (profile?.preferences === undefined) return steps
  const allowed = steps.filter(({ channel }) => allows(profile.preferences, category, channel))
  return allowed.length === 0 ? steps : allowed
}
