import { type StructureRows, splitRow, tagOf } from '../grammar/rows.ts'
import { appendComment, appendElement, type ResponseBuilder, TwiML } from './twiml.ts'

/** The class of an element's builder. Programs don't construct one: the methods of its parents do. */
export type ElementClass<Builder> = abstract new (...arguments_: never) => Builder

type BuilderClass = typeof TwiML

/**
 * Makes the class that builds one family of documents from its table. Each element has a class with one method per
 * child that the grammar allows; it is made when first used, so that loading the package costs little.
 */
export function responseClass<Class>(structure: StructureRows): Class {
  const classes = new Map<string, BuilderClass>()
  const classOf = (key: string): BuilderClass => {
    const known = classes.get(key)
    if (known !== undefined) return known
    const made = class extends TwiML {}
    classes.set(key, made)
    return dressClass(made, key, structure, classOf)
  }
  return dressResponse(responseBase(), structure, classOf) as unknown as Class
}

/** A class of its own for each family, so that `instanceof` tells them apart. */
function responseBase(): BuilderClass {
  return class extends TwiML {
    // biome-ignore lint/complexity/noUselessConstructor: it keeps what `new` is given from the base class
    constructor() {
      super()
    }
    comment(comment: string): this {
      appendComment(this, 'inside', comment)
      return this
    }
    commentBefore(comment: string): this {
      appendComment(this, 'before', comment)
      return this
    }
    commentAfter(comment: string): this {
      appendComment(this, 'after', comment)
      return this
    }
  } satisfies new () => ResponseBuilder
}

function dressResponse(
  made: BuilderClass,
  structure: StructureRows,
  classOf: (key: string) => BuilderClass,
): BuilderClass {
  for (const [key, [className]] of Object.entries(structure)) {
    if (key !== 'Response') Object.defineProperty(made, className, { configurable: true, get: () => classOf(key) })
  }
  return dressClass(made, 'Response', structure, classOf)
}

/** Gives a class its name, and a method for each child. */
function dressClass(
  made: BuilderClass,
  key: string,
  structure: StructureRows,
  classOf: (key: string) => BuilderClass,
): BuilderClass {
  const [className, , children] = structure[key]!
  Object.defineProperty(made, 'name', { value: className, configurable: true })
  for (const child of splitRow(children)) {
    const value = childMethod(child, structure[child]![1] !== 'none', classOf)
    Object.defineProperty(made.prototype, methodName(tagOf(child)), { value, writable: true, configurable: true })
  }
  return made
}

/** `say-as` -> `sayAs`, `Number` -> `number`. */
function methodName(tag: string): string {
  const camel = tag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return camel.charAt(0).toLowerCase() + camel.slice(1)
}

/** The method that adds a child: (attributes?, text?) or (text). */
function childMethod(key: string, takesText: boolean, classOf: (key: string) => BuilderClass): unknown {
  const tag = tagOf(key)
  let child: BuilderClass | undefined
  if (!takesText) {
    return function (this: TwiML, attributes?: unknown): TwiML {
      child ??= classOf(key)
      return appendElement(this, child, tag, attributes, undefined)
    }
  }
  return function (this: TwiML, attributes?: unknown, text?: unknown): TwiML {
    child ??= classOf(key)
    // A string in the first place is the text, whatever stands in the second.
    if (typeof attributes === 'string') return appendElement(this, child, tag, undefined, attributes)
    return appendElement(this, child, tag, attributes, text)
  }
}
