import { ProblemError } from '@trunkline/wire'
import type { ContentRequest, Recipient, Step } from '../message/schema.ts'
import type { Content } from '../ports.ts'
import { renderTemplate } from '../template/render.ts'
import type { KnownTemplate } from './knowledge.ts'

/**
 * What a message says: its own content, and that of the template which it names, filled in now, so that nothing is missing when it is sent. Its own fields go before
 * the template's.
 * @throws ProblemError `template-unknown`, `template-variables-missing`, `template-invalid`
 */
export function spokenContent(
  content: ContentRequest,
  template: (name: string) => KnownTemplate | undefined,
  to: Recipient,
  steps: readonly Step[],
): ContentRequest {
  if (content.template === undefined) return content
  const { template: name, variables = {}, ...own } = content
  const known = template(name)
  if (known === undefined) {
    const detail = `there is no template ${JSON.stringify(name)}`
    throw new ProblemError('template-unknown', detail, { errors: [{ pointer: '/content/template', detail }] })
  }
  const channels = [...new Set(steps.map((step) => step.channel))]
  const { definition, theme, time } = known
  if (time.left <= 0) throw tooSlow()
  const said = timed(time, () => renderTemplate({ name, definition, theme, locale: to.locale, variables, channels }))
  const { sms: _s, email: _e, push: _p, call: _c, ...general } = own
  const merged = channels.map((channel) => [channel, { ...said[channel], ...general, ...own[channel] } as Content])
  return { ...general, ...Object.fromEntries(merged), template: name }
}

function timed<Value>(time: KnownTemplate['time'], work: () => Value): Value {
  const began = performance.now()
  try {
    return work()
  } finally {
    time.left -= performance.now() - began
  }
}

function tooSlow(): ProblemError {
  const detail = 'filling in the templates of this batch takes too long; send fewer messages at a time'
  return new ProblemError('template-invalid', detail, { errors: [{ pointer: '/content/template', detail }] })
}
