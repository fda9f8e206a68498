import { readFileSync } from 'node:fs'

/**
 * The members of a documented resource, as they stand on the wire, read from the helper library's generated types: `documentedMembers('api-v2010',
 * 'ApplicationInstance')`. Members of types that are written inline come as `capabilities.sms`.
 */
export function documentedMembers(product: string, instance: string): string[] {
  const types = readFileSync(new URL(`../../../sdk/src/generated/types/${product}.ts`, import.meta.url), 'utf8')
  const start = types.indexOf(`export interface ${instance} `)
  if (start < 0) throw new Error(`${product} has no ${instance}`)
  const body = types.slice(types.indexOf('{\n', start) + 2, types.indexOf('\n}', start))
  return body
    .split('\n')
    .flatMap((line) => membersOf(line.trim()))
    .sort()
}

/** `name: type` is a member; `name(…): type` is what the library adds. */
function membersOf(line: string): string[] {
  const [, name, type = ''] = /^(?:readonly )?(\w+)\??: (.*)$/.exec(line) ?? []
  if (name === undefined) return []
  const inner =
    /^\{ (.*) \}$/
      .exec(type)?.[1]
      ?.replaceAll(/\{[^{}]*\}/g, 'object')
      .split('; ') ?? []
  return [snake(name), ...inner.map((member) => `${snake(name)}.${snake(member.split(/\??:/)[0] ?? '')}`)]
}

/** `smsUrl` → `sms_url`, `numberBlockedLast3Months` → `number_blocked_last_3_months`. */
const snake = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll(/(?<=[a-z])(\d+)(?=_)/g, '_$1')

/** The members of an answer, in the same form; `inline` says into which objects to look. */
export function membersOfAnswer(answer: object, inline: readonly string[] = []): string[] {
  return Object.entries(answer)
    .flatMap(([name, value]) => {
      const inner = inline.includes(name) && typeof value === 'object' && value !== null ? Object.keys(value) : []
      return [name, ...inner.map((member) => `${name}.${member}`)]
    })
    .sort()
}
