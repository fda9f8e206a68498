/** Cases for the comparison with twilio-python: the same random ones for the same seed. */
import { seededRandom } from '@trunkline/testkit'
import { type AttributeGrammar, type ElementGrammar, type TwimlFamily, twimlGrammar } from '@trunkline/twiml'

/** One call in a chain of builder calls, each on what the one before gave. */
export interface Step {
  readonly method: string
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  readonly text?: string
}

/** Picks at random. */
export interface Pick {
  /** A number from 0 up to, but not, the limit. */
  below(limit: number): number
  of<T>(list: readonly T[]): T
  maybe<T>(value: T): T | undefined
}

/** A source of choices that are the same for the same seed. */
export function picker(seed: number): Pick {
  const random = seededRandom(seed)
  const below = (limit: number): number => Math.floor(random.next() * limit)
  return {
    below,
    of: (list) => list[below(list.length)] as (typeof list)[number],
    maybe: (value) => (below(2) === 0 ? undefined : value),
  }
}

const texts = ['Hello', 'Grün & <b> "quoted" \'single\'', '日本 😀', 'two\nlines', ' a  b ', 'tab\there', '0']

function sampleOf(pick: Pick, { type, list, values }: AttributeGrammar): string | number | boolean {
  if (type === 'boolean') return pick.below(2) === 0
  if (type === 'number') return pick.below(1000)
  const one = (): string => (values === undefined ? pick.of(texts) : pick.of([...values]))
  return list ? `${one()} ${one()}` : one()
}

function stepTo(pick: Pick, element: ElementGrammar): Step {
  const attributes: Record<string, string | number | boolean> = {}
  for (const [name, grammar] of element.attributes) if (pick.below(3) === 0) attributes[name] = sampleOf(pick, grammar)
  const method = methodOf(element.tag)
  const text = element.text === 'required' || (element.text === 'optional' && pick.below(2) === 0)
  return { method, attributes, ...(text ? { text: pick.of(texts) } : {}) }
}

/** `Say` → `say`, `say-as` → `sayAs`. */
const methodOf = (tag: string): string =>
  tag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()).replace(/^./, (letter) => letter.toLowerCase())

/** A program: a walk from the root of a family down to some element. */
export function twimlProgram(pick: Pick, family: TwimlFamily): Step[] {
  const steps: Step[] = []
  let at = twimlGrammar(family).root
  do {
    at = pick.of([...at.children.values()])
    steps.push(stepTo(pick, at))
  } while (at.children.size > 0 && pick.below(3) > 0)
  return steps
}

const hosts = [
  'example.com',
  'EXAMPLE.com',
  'example.com:8443',
  'example.com:443',
  'user:pass@example.com',
  '[::1]:8080',
]
const paths = ['', '/', '/sms', '/a/b;c', '/grün', '/%7Efoo', '/a//b/../c']
const queries = ['', '?x=1', '?b=2&a=1&b=3', '?q=it%27s', "?q=it's", '?q=grün', '?bodySHA256=abc']
const names = ['From', 'To', 'Body', 'CallSid', 'a', 'A', 'é', 'MediaUrl0']

/** A webhook: where it goes and what is in its form. */
export function webhook(pick: Pick): { url: string; params: Record<string, string | string[]>; lists: boolean } {
  const url = `${pick.of(['http', 'https'])}://${pick.of(hosts)}${pick.of(paths)}${pick.of(queries)}`
  const lists = pick.below(3) === 0
  const value = (): string => pick.of([...texts, '+14155550123', ''])
  const params: Record<string, string | string[]> = {}
  for (let left = pick.below(6); left > 0; left--)
    params[pick.of(names)] = lists ? Array.from({ length: 1 + pick.below(3) }, value) : value()
  return { url, params, lists }
}
