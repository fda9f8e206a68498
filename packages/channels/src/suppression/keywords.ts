/** What a text from a person asks for. */
export type Keyword = 'stop' | 'start' | 'help'

/** Words beside the built-in ones. */
export type KeywordLists = Readonly<Partial<Record<Keyword, readonly string[]>>>

/**
 * The words that carriers and the law know: 47 CFR 64.1200(a)(10) names stop, quit, end, revoke, opt out, cancel and unsubscribe; the others are
 * those of Twilio (https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out) and of CTIA, with the usual ones of other languages.
 */
const builtIn: Readonly<Record<Keyword, readonly string[]>> = {
  stop: [
    ...[
      'STOP',
      'STOPALL',
      'STOP ALL',
      'UNSUBSCRIBE',
      'CANCEL',
      'END',
      'QUIT',
      'REVOKE',
      'OPTOUT',
      'OPT OUT',
      'OPT-OUT',
    ],
    ...['ARRET', 'ARRÊT', 'BAJA', 'ALTO', 'PARAR', 'STOPP', 'ABMELDEN'],
  ],
  start: ['START', 'YES', 'UNSTOP', 'OPTIN', 'OPT IN', 'OPT-IN', 'SUBSCRIBE'],
  help: ['HELP', 'INFO', 'AIDE', 'AYUDA', 'HILFE'],
}

/** Letters without case, without punctuation and white space around them, single spaces inside. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu, '')
}

/** Reads texts by these words and the built-in ones. */
export function createKeywordReader(more: KeywordLists = {}): (text: string) => Keyword | undefined {
  const known = new Map<string, Keyword>()
  for (const keyword of ['help', 'start', 'stop'] as const) {
    for (const word of [...builtIn[keyword], ...(more[keyword] ?? [])]) known.set(plain(word), keyword)
  }
  known.delete('')
  // A text that is longer than any word is a sentence, whatever it begins with.
  const longest = Math.max(...[...known.keys()].map((word) => word.length)) + 32
  return (text) => (text.length > longest ? undefined : known.get(plain(text)))
}
