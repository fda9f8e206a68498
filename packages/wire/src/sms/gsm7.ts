/**
 * The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038 §6.2.1 and §6.2.1.1).
 * The index of a character is its septet; position 0x1B is the escape to the extension table.
 */
const basicSet =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'

const escapeSeptet = 0x1b

/** Septet behind the escape, and the character. */
const extensionTable: readonly (readonly [number, string])[] = [
  [0x0a, '\f'],
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
]

/** By UTF-16 code unit: 0 when GSM-7 lacks the character, else its septet + 1, and 0x100 added behind an escape. */
const codeTable: Uint16Array = /* @__PURE__ */ (() => {
  const table = new Uint16Array(0x20ad)
  for (let septet = 0; septet < 128; septet++)
    if (septet !== escapeSeptet) table[basicSet.charCodeAt(septet)] = septet + 1
  for (const [septet, character] of extensionTable) table[character.charCodeAt(0)] = 0x100 + septet + 1
  return table
})()

/** How many septets a UTF-16 code unit takes in GSM-7: 1, 2 behind an escape, 0 when GSM-7 cannot say it. */
export function gsm7Cost(codeUnit: number): 0 | 1 | 2 {
  const entry = codeTable[codeUnit] ?? 0
  if (entry === 0) return 0
  return entry > 0x100 ? 2 : 1
}

/** How many septets a text takes in GSM-7; -1 when it has a character that GSM-7 lacks. */
export function gsm7Length(text: string): number {
  let septets = 0
  for (let at = 0; at < text.length; at++) {
    const cost = gsm7Cost(text.charCodeAt(at))
    if (cost === 0) return -1
    septets += cost
  }
  return septets
}

/** The septets of a text, one to a byte, unpacked, as SMPP carries them; undefined when it has a character that GSM-7 lacks. */
export function encodeGsm7(text: string): Uint8Array | undefined {
  const septets: number[] = []
  for (let at = 0; at < text.length; at++) {
    const entry = codeTable[text.charCodeAt(at)] ?? 0
    if (entry === 0) return undefined
    if (entry > 0x100) septets.push(escapeSeptet)
    septets.push((entry & 0xff) - 1)
  }
  return Uint8Array.from(septets)
}

/**
 * The text of unpacked septets. What has no meaning is shown as 3GPP TS 23.038 §6.2.1.1 asks: an unknown pair as the basic character
 * of its second half, a lone escape at the end as a space; a byte above 0x7F becomes U+FFFD.
 */
export function decodeGsm7(septets: Uint8Array): string {
  let text = ''
  for (let at = 0; at < septets.length; at++) {
    const septet = septets[at] ?? 0
    if (septet !== escapeSeptet) {
      text += basicSet[septet] ?? '\ufffd'
      continue
    }
    at++
    const second = septets[at]
    const extended = extensionTable.find(([code]) => code === second)
    if (extended) text += extended[1]
    else text += second === undefined || second === escapeSeptet ? ' ' : (basicSet[second] ?? '\ufffd')
  }
  return text
}
