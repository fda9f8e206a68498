import type { TwimlComment, TwimlDocument, TwimlElement, TwimlNode, TwimlText } from '../document/node.ts'
import { TwimlError } from '../errors.ts'
import { escapeAttribute, escapeText } from './escape.ts'

/** What every document starts with. */
const declaration = '<?xml version="1.0" encoding="UTF-8"?>'

/** Deepest nesting that can be written or parsed; documents that Twilio runs nest five deep. */
export const deepestNesting = 1000

/** How to write a document. */
export interface SerializeOptions {
  /**
   * One element per line, indented by two spaces. An element with text inside stays on one line, since white space
   * would be spoken or sent with it. Default false: no white space is added.
   */
  readonly pretty?: boolean
}

/**
 * Writes a document, byte for byte as the official library does unless asked for a pretty one.
 *
 * @throws TwimlError `TWIML_TOO_DEEP` when elements nest deeper than a thousand.
 */
export function serializeTwiml(document: TwimlDocument, options: SerializeOptions = {}): string {
  const { before, root, after } = document
  if (options.pretty) return [declaration, ...before, root, ...after].map(prettyTop).join('\n')
  return declaration + comments(before) + element(root, 0) + comments(after)
}

const comment = (node: TwimlComment): string => `<!-- ${node.text} -->`

const comments = (nodes: readonly TwimlComment[]): string => (nodes.length === 0 ? '' : nodes.map(comment).join(''))

function startTag(node: TwimlElement): string {
  const { attributes } = node
  let tag = `<${node.kind}`
  for (const name in attributes) tag += ` ${name}="${escapeAttribute(attributes[name]!)}"`
  return tag
}

function element(node: TwimlElement, depth: number): string {
  assertDepth(depth)
  const inside = content(node.children, depth)
  const tag = startTag(node)
  return inside === '' ? `${tag}/>` : `${tag}>${inside}</${node.kind}>`
}

function content(children: readonly TwimlNode[], depth: number): string {
  let inside = ''
  for (const child of children) inside += single(child, depth + 1)
  return inside
}

function single(node: TwimlNode, depth: number): string {
  if (node.kind === '#text') return escapeText((node as TwimlText).text)
  if (node.kind === '#comment') return comment(node as TwimlComment)
  return element(node as TwimlElement, depth)
}

function assertDepth(depth: number): void {
  if (depth < deepestNesting) return
  throw new TwimlError('TWIML_TOO_DEEP', `Elements are nested more than ${deepestNesting} deep; nest less`)
}

const prettyTop = (node: TwimlNode | string): string => (typeof node === 'string' ? node : pretty(node, 0))

/** Lines of a node, the first one indented by its depth. */
function pretty(node: TwimlNode, depth: number): string {
  const indent = '  '.repeat(depth)
  const { children } = node as TwimlElement
  if (children === undefined || !isIndentable(children)) return indent + single(node, depth)
  assertDepth(depth)
  const lines = children.filter((child) => child.kind !== '#text').map((child) => pretty(child, depth + 1))
  return `${indent}${startTag(node as TwimlElement)}>\n${lines.join('\n')}\n${indent}</${node.kind}>`
}

/** Whether white space between these means nothing: there are elements or comments, and no text but white space. */
function isIndentable(children: readonly TwimlNode[]): boolean {
  return (
    children.some((child) => child.kind !== '#text') &&
    children.every((child) => child.kind !== '#text' || (child as TwimlText).text.trim() === '')
  )
}
