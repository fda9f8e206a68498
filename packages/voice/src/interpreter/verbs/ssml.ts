import { createDocument, createElement, isElement, isText, serializeTwiml, type TwimlElement } from '@trunkline/twiml'

/** What stands inside an element, as XML. */
export function innerXml(element: TwimlElement): string {
  const { children } = element
  if (children.length === 0) return ''
  const whole = serializeTwiml(createDocument(createElement('Response', {}, children)))
  return whole.slice(whole.indexOf('<Response>') + '<Response>'.length, whole.lastIndexOf('</Response>')).trim()
}

/** The words inside an element and all that is in it, on one line; a `<sub>` is read as its alias. */
export function spokenText(element: TwimlElement): string {
  return words(element).replaceAll(/\s+/g, ' ').trim()
}

function words(element: TwimlElement): string {
  if (element.kind === 'sub' && element.attributes.alias !== undefined) return element.attributes.alias
  const parts = element.children.map((child) => {
    if (isText(child)) return child.text
    if (!isElement(child)) return ''
    return separate.has(child.kind) ? ` ${words(child)} ` : words(child)
  })
  return parts.join('')
}

/** Elements that are heard apart from what stands beside them. */
const separate: ReadonlySet<string> = new Set(['break', 'p', 's'])
