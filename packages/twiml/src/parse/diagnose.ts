import type { TwimlErrorCode } from '../errors.ts'

/** What is wrong with a source, and where. */
export interface Diagnosis {
  readonly code: TwimlErrorCode
  readonly message: string
  readonly offset: number
}

/** How far reading had come when the parser complained. */
export interface ReadingState {
  readonly source: string
  /** Where the last tag, attribute, text or comment that was read whole ended. */
  readonly end: number
  /** The innermost element that is open. */
  readonly open: { readonly kind: string; readonly offset: number } | undefined
  /** Name of the element that was closed last: the parser closes what is open before it complains of another end tag. */
  readonly closed: string
}

/** An ampersand that starts no reference: the commonest mistake, made by pasting a URL with a query. */
const bareAmpersand = /&(?!#\d+;|#x[\da-fA-F]+;|[:A-Z_a-z\x80-\uFFFF][-.:\w\x80-\uFFFF]*;)/g

/** Markup in which an ampersand is an ordinary character. */
const literalMarkup = /<!--|<!\[CDATA\[|<\?/

/**
 * Puts the parser's complaint into words that say what to do, and moves it to where the mistake is: the parser notices
 * an unescaped ampersand only at the next semicolon, and an element that is left open only at the end.
 *
 * @param reason The parser's words.
 * @param offset Where it stood.
 */
export function diagnose(reason: string, offset: number, state: ReadingState): Diagnosis {
  const { source, end, open } = state
  const wrong = (message: string, at: number): Diagnosis => ({ code: 'TWIML_NOT_WELL_FORMED', message, offset: at })
  const ampersand = /entity|^unclosed|^unexpected end/.test(reason) ? findBareAmpersand(source, end, offset) : -1
  if (ampersand >= 0) return wrong('An & starts no reference here; write &amp;', ampersand)
  if (reason === 'undefined entity') return unknownEntity(source, offset)
  if (reason === 'malformed character entity') {
    const start = source.lastIndexOf('&', offset)
    return wrong(`${shorten(source.slice(start, offset + 1))} stands for no character that XML allows`, start)
  }
  if (open !== undefined && reason.startsWith('unclosed tag'))
    return wrong(`<${open.kind}> is never closed`, open.offset)
  if (reason === 'text data outside of root node') {
    return wrong('Text stands outside the root element', end + source.slice(end).search(/\S/))
  }
  if (reason === 'unexpected close tag') {
    const start = source.lastIndexOf('</', offset)
    return wrong(`${shorten(source.slice(start, offset + 1))} comes while <${state.closed}> is open`, start)
  }
  return wrong(`The document is not well-formed XML: ${shorten(reason)}`, offset)
}

function findBareAmpersand(source: string, from: number, to: number): number {
  bareAmpersand.lastIndex = from
  const index = bareAmpersand.exec(source)?.index ?? -1
  return index > to || literalMarkup.test(source.slice(from, index)) ? -1 : index
}

function unknownEntity(source: string, offset: number): Diagnosis {
  const start = source.lastIndexOf('&', offset)
  const entity = shorten(source.slice(start, offset + 1))
  const message = `XML knows no entity ${entity}; write the character itself, or its number as in &#160;`
  return { code: 'TWIML_UNKNOWN_ENTITY', message, offset: start }
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
