/** Attributes that hold an address, with their values. */
const links = /\b(href|src|background|action|formaction)(\s*=\s*)("[^"]*"|'[^']*')/gi
/** Addresses that are programs, or documents that may hold one. */
const runs = /^(?:javascript|vbscript|data:(?:text|application|image\/svg))/i

/**
 * HTML whose addresses run no program where they are opened: they may come from a variable. Those that would lead nowhere. White space and control characters inside
 * of them are passed over, as browsers do (WHATWG URL, section 4.4).
 */
export function withoutScripts(html: string): string {
  return html.replaceAll(links, (whole, name: string, equals: string, quoted: string) =>
    runs.test(plain(quoted.slice(1, -1))) ? `${name}${equals}"#"` : whole,
  )
}

/** What a browser takes the beginning of an attribute's value for. */
const plain = (value: string): string =>
  value
    .slice(0, 1_000)
    .replaceAll(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi, (_, hex?: string, decimal?: string) =>
      charOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replaceAll(/&(colon|tab|newline);/gi, (_, name: string) => (name.toLowerCase() === 'colon' ? ':' : ' '))
    .replaceAll(/[\p{Cc}\s]+/gu, '')

const charOf = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '')
