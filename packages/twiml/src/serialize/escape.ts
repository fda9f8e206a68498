/**
 * Escapes as the official library does: only what must be, so that text in any language stays readable. TAB and line
 * breaks are escaped in attributes alone, where a parser would turn them into spaces (XML 1.0 §3.3.3); CR is escaped in
 * text too, where a parser would turn it into LF (§2.11).
 */

const inText = /[&<>\r]/
const inAttribute = /[&<"\t\n\r]/

/** Escapes character data. */
export function escapeText(text: string): string {
  return inText.test(text) ? replaceIn(text, textEntities) : text
}

/** Escapes an attribute value that will stand in double quotes. */
export function escapeAttribute(value: string): string {
  return inAttribute.test(value) ? replaceIn(value, attributeEntities) : value
}

/** All that is escaped is below this code unit. */
const tableSize = 0x3f

/** Replacements, each at the index of its UTF-16 code unit. */
type Entities = readonly (string | undefined)[]

const textEntities: Entities = /* @__PURE__ */ tableOf({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' })

const attributeEntities: Entities = /* @__PURE__ */ tableOf({
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
})

function tableOf(entities: Readonly<Record<string, string>>): Entities {
  return Array.from({ length: tableSize }, (_, code) => entities[String.fromCharCode(code)])
}

/** A loop: `replace` with a function takes three times as long on the short strings that these are. */
function replaceIn(text: string, entities: Entities): string {
  let escaped = ''
  let done = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= tableSize) continue
    const entity = entities[code]
    if (entity === undefined) continue
    escaped += text.slice(done, index) + entity
    done = index + 1
  }
  return escaped + text.slice(done)
}
