import { isElement, type TwimlDocument, type TwimlElement, textOf } from '../document/node.ts'
import type { Position } from '../errors.ts'
import { type ElementGrammar, type FamilyGrammar, type TwimlFamily, twimlGrammar } from '../grammar/grammar.ts'
import { attributePosition, positionOf } from '../parse/positions.ts'
import type { TwimlProblem, TwimlProblemCode } from './problem.ts'
import { valueComplaint } from './values.ts'

/**
 * Checks a document against the grammar and lists all that is wrong, in document order; an empty list means that it is
 * fine. Nothing in this package asks for it: the builder builds, and Twilio runs, documents that it complains of.
 * What stands inside an unknown element is not looked at.
 */
export function validateTwiml(document: TwimlDocument, family: TwimlFamily): TwimlProblem[] {
  const grammar = twimlGrammar(family)
  const { root } = document
  const check = new Check(grammar)
  if (root.kind !== 'Response') {
    check.report('WRONG_ROOT', root, root.kind, `The root of a TwiML document is Response, not ${root.kind}`)
  } else check.element(root, grammar.root, 'Response')
  return check.problems
}

/** One walk over a document. */
class Check {
  readonly problems: TwimlProblem[] = []
  readonly #grammar: FamilyGrammar
  readonly #byTag: ReadonlyMap<string, ElementGrammar>

  constructor(grammar: FamilyGrammar) {
    this.#grammar = grammar
    // Where two share a tag, the first is the commoner one.
    this.#byTag = new Map(grammar.elements.toReversed().map((element) => [element.tag, element]))
  }

  element(element: TwimlElement, grammar: ElementGrammar, path: string): void {
    this.#attributes(element, grammar, path)
    this.#text(element, grammar, path)
    const counts = new Map<string, number>()
    for (const child of element.children) {
      if (!isElement(child)) continue
      const count = (counts.get(child.kind) ?? 0) + 1
      counts.set(child.kind, count)
      this.#child(child, grammar, `${path}/${child.kind}[${count}]`)
    }
  }

  report(code: TwimlProblemCode, element: TwimlElement, path: string, message: string): void {
    this.#add({ code, message, path, twilioCode: code === 'WRONG_ROOT' ? 12102 : 12200 }, positionOf(element))
  }

  #add(problem: TwimlProblem, position: Position | undefined): void {
    this.problems.push(position === undefined ? problem : { ...problem, position })
  }

  #child(child: TwimlElement, parent: ElementGrammar, path: string): void {
    const allowed = parent.children.get(child.kind)
    const known = allowed ?? this.#byTag.get(child.kind)
    if (known === undefined) {
      this.report('UNKNOWN_ELEMENT', child, path, `${this.#grammar.family} documents have no element ${child.kind}`)
      return
    }
    if (allowed === undefined) {
      const takes = parent.children.size === 0 ? 'no elements' : [...parent.children.keys()].join(', ')
      this.report('MISPLACED_ELEMENT', child, path, `${child.kind} cannot stand in ${parent.tag}, which takes ${takes}`)
    }
    this.element(child, known, path)
  }

  #attributes(element: TwimlElement, { tag, attributes }: ElementGrammar, path: string): void {
    for (const [index, [attribute, value]] of Object.entries(element.attributes).entries()) {
      const grammar = attributes.get(attribute)
      const complaint = grammar && valueComplaint(`${tag}.${attribute}`, grammar, value)
      if (grammar !== undefined && complaint === undefined) continue
      const code = grammar === undefined ? 'UNKNOWN_ATTRIBUTE' : 'BAD_VALUE'
      const message =
        complaint === undefined ? `${tag} has no attribute ${attribute}` : `${attribute} of ${tag}: ${complaint}`
      this.#add({ code, message, path, attribute, twilioCode: 12200 }, attributePosition(element, index))
    }
  }

  #text(element: TwimlElement, { tag, text }: ElementGrammar, path: string): void {
    if (text === 'none') {
      if (textOf(element) !== '') this.report('UNEXPECTED_TEXT', element, path, `${tag} takes no text`)
    } else if (needsText(element, text) && textOf(element) === '' && !element.children.some(isElement)) {
      this.report('MISSING_TEXT', element, path, `${tag} needs text`)
    }
  }
}

/** Play takes a URL, or digits in an attribute (https://www.twilio.com/docs/voice/twiml/play#digits). */
function needsText(element: TwimlElement, rule: ElementGrammar['text']): boolean {
  return rule === 'required' || (element.kind === 'Play' && !Object.hasOwn(element.attributes, 'digits'))
}
