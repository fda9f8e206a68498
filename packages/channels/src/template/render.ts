import { ProblemError } from '@trunkline/wire'
import type { ContentRequest } from '../message/schema.ts'
import type { ChannelName, Content } from '../ports.ts'
import { chooseLocale, type TemplateDefinition, type TemplateFields } from './definition.ts'
import { withoutScripts } from './link-guard.ts'
import { type Context, type Filled, fill, fillBlank } from './liquid.ts'
import { mailHtml } from './mail-layout.ts'
import type { ResolvedTheme } from './theme.ts'

/** A template with what it is filled in with. */
export interface RenderRequest {
  readonly name: string
  readonly definition: TemplateDefinition
  readonly theme: ResolvedTheme
  /** The recipient's locale. */
  readonly locale: string | undefined
  readonly variables: Readonly<Record<string, unknown>>
  /** The channels that are used: variables that only others need may be missing. */
  readonly channels: readonly ChannelName[]
}

const contexts: Readonly<Record<'text' | 'subject' | 'title' | 'html' | 'mjml' | 'twiml', Context>> = {
  text: 'plain',
  subject: 'plain',
  title: 'plain',
  html: 'markup',
  mjml: 'markup',
  twiml: 'markup',
}
type Field = keyof typeof contexts

/** The fields that a channel sends. */
const usedBy: Readonly<Record<ChannelName, readonly (Field | 'data')[]>> = {
  sms: ['text'],
  email: ['text', 'subject', 'html', 'mjml'],
  push: ['text', 'title', 'data'],
  call: ['text', 'twiml'],
}

/**
 * What a template says to one recipient, by channel.
 * @throws ProblemError `template-variables-missing`, `template-invalid`
 */
export function renderTemplate(request: RenderRequest): ContentRequest {
  const { definition, channels, theme } = request
  const locale = definition.locales[chooseLocale(definition, request.locale)]
  const content: Partial<Record<ChannelName, Content>> = {}
  for (const channel of channels) {
    const { sms: _s, email: _e, push: _p, call: _c, ...general } = locale ?? {}
    const fields: TemplateFields = { ...general, ...locale?.[channel] }
    content[channel] = contentOf(fields, usedBy[channel], theme, (source, context) =>
      checked(request.name, fill(source, context, request.variables)),
    )
  }
  return content
}

function contentOf(
  fields: TemplateFields,
  used: readonly (Field | 'data')[],
  theme: ResolvedTheme,
  put: (source: string, context: Context) => string,
): Content {
  const texts: Partial<Record<Field, string>> = {}
  for (const field of Object.keys(contexts) as Field[]) {
    const source = used.includes(field) ? fields[field] : undefined
    if (source !== undefined) texts[field] = put(source, contexts[field])
  }
  const { mjml, subject, ...plain } = texts
  // A line break would begin another header.
  const line = subject?.replaceAll(/[\r\n]+/g, ' ').trim()
  const html = mjml === undefined ? undefined : mailHtml(mjml, theme, line)
  if (html?.ok === false) throw new ProblemError('template-invalid', `its MJML is not well formed: ${html.fault}`)
  return {
    ...plain,
    ...(plain.html === undefined ? {} : { html: withoutScripts(plain.html) }),
    ...(line === undefined ? {} : { subject: line }),
    ...(html === undefined ? {} : { html: html.html }),
    ...(fields.data !== undefined && used.includes('data') ? { data: filledData(fields.data, put) } : {}),
  }
}

function filledData(data: Readonly<Record<string, unknown>>, put: (source: string, context: Context) => string) {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return put(value, 'plain')
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
  }
  return walk(data) as Readonly<Record<string, unknown>>
}

function checked(name: string, filled: Filled): string {
  if (filled.ok) return filled.text
  if ('missing' in filled) {
    const detail = `the template ${name} needs the variable ${filled.missing}`
    const pointer = `/content/variables/${filled.missing.replaceAll('~', '~0').replaceAll('/', '~1')}`
    throw new ProblemError('template-variables-missing', detail, { errors: [{ pointer, detail }] })
  }
  throw new ProblemError('template-invalid', `the template ${name} cannot be filled in: ${filled.fault}`)
}

/**
 * Whether a template is well written: its Liquid, and its MJML when nothing is filled in.
 * @throws ProblemError `template-invalid` with a pointer to each text that is not, `validation-failed` without the default locale
 */
export function checkDefinition(definition: TemplateDefinition, theme: ResolvedTheme): void {
  const { locales, defaultLocale } = definition
  if (!Object.keys(locales).some((name) => same(name, defaultLocale))) {
    const detail = `the default locale ${defaultLocale} is not among the locales`
    throw new ProblemError('validation-failed', detail, { errors: [{ pointer: '/defaultLocale', detail }] })
  }
  const until = performance.now() + longestCheck
  const errors = Object.entries(locales).flatMap(([name, { sms, email, push, call, ...general }]) =>
    Object.entries({ '': general, '/sms': sms, '/email': email, '/push': push, '/call': call }).flatMap(
      ([path, fields]) => faults(`/locales/${name}${path}`, fields ?? {}, theme, until),
    ),
  )
  if (errors.length === 0) return
  throw new ProblemError('template-invalid', errors.map((one) => `${one.pointer}: ${one.detail}`).join('; '), {
    errors,
  })
}

/** Each text has a limit of its own; all of them together have this one, so that one client's template does not stop the server. Milliseconds. */
const longestCheck = 1_000

function tooSlow(pointer: string): ProblemError {
  const detail = 'its texts take too long to fill in'
  return new ProblemError('template-invalid', detail, { errors: [{ pointer, detail }] })
}

const same = (one: string, other: string) =>
  one.replaceAll('_', '-').toLowerCase() === other.replaceAll('_', '-').toLowerCase()

function faults(
  path: string,
  fields: TemplateFields,
  theme: ResolvedTheme,
  until: number,
): { pointer: string; detail: string }[] {
  const found: { pointer: string; detail: string }[] = []
  const look = (pointer: string, source: string, context: Context) => {
    if (performance.now() > until) throw tooSlow(pointer)
    const filled = fillBlank(source, context)
    if (!filled.ok) found.push({ pointer, detail: 'fault' in filled ? filled.fault : filled.missing })
    return filled.ok ? filled.text : undefined
  }
  for (const field of Object.keys(contexts) as Field[]) {
    const source = fields[field]
    const blank = source === undefined ? undefined : look(`${path}/${field}`, source, contexts[field])
    if (field !== 'mjml' || blank === undefined) continue
    const html = mailHtml(blank, theme, undefined)
    if (!html.ok) found.push({ pointer: `${path}/mjml`, detail: html.fault })
  }
  if (fields.data !== undefined)
    filledData(fields.data, (source) => {
      look(`${path}/data`, source, 'plain')
      return source
    })
  return found
}
