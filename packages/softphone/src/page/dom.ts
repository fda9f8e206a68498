/** Elements of the page by id, of the kind that they are. @throws Error where page and script are not of one version */
export function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}: load it anew.`)
  return found
}

export const button = (id: string): HTMLButtonElement => element(id, HTMLButtonElement)
export const box = (id: string): HTMLElement => element(id, HTMLElement)
export const input = (id: string): HTMLInputElement => element(id, HTMLInputElement)

/** Makes an element with text or others inside. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Readonly<Partial<Record<'className' | 'textContent' | 'type' | 'title', string>>>,
  ...inside: readonly Node[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  Object.assign(made, properties)
  made.append(...inside)
  return made
}

/** One drawing of lines, 24 by 24. */
export function icon(path: string): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS(namespace, 'path')
  line.setAttribute('d', path)
  svg.append(line)
  return svg
}
