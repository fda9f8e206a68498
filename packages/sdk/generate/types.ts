/** Prints the types of one version of a product: parameters, records, contexts and lists. */
import { resolveType } from './facts.ts'
import type { Operation, Parameter, Product, Resource, Verb, Version } from './model.ts'
import { camel, pascal } from './names.ts'
import { quoted, TypePrinter } from './type-text.ts'

const verbOrder: readonly Verb[] = ['fetch', 'page', 'create', 'update', 'patch', 'remove']

/** The file of a version: `api-v2010`. */
export const typeFile = (product: Product, version: Version): string =>
  `${product.property}-${version.property}`.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`).replace(/_/g, '-')

/** The interface of a version or a product. */
export const versionType = (product: Product, version: Version): string =>
  pascal(product.property) + pascal(version.property)

interface Named {
  readonly resource: Resource
  readonly noun: string
}

/** Prints one version. */
export class VersionTypes {
  readonly #product: Product
  readonly #version: Version
  readonly #nouns = new Map<Resource, string>()
  readonly #taken = new Set<string>()
  readonly #out: string[] = []
  readonly #uses = new Set<string>()
  readonly #printers = new Map<unknown, TypePrinter>()

  constructor(product: Product, version: Version) {
    this.#product = product
    this.#version = version
  }

  /** The text of the file. */
  print(): string {
    for (const resource of this.#version.resources) this.#name(resource, '')
    for (const [resource, noun] of this.#nouns) this.#resource({ resource, noun })
    const members = this.#version.resources.map((r) => this.#member(r))
    if (this.#product.property === 'api')
      members.push('/** The account of the client. */\n  readonly account: AccountContext')
    this.#out.push(
      `/** Version ${this.#version.prefix} of ${this.#product.property}. */\nexport interface ${versionType(this.#product, this.#version)} {\n${members.map((m) => `  ${m}\n`).join('')}}`,
    )
    const enums = [...this.#printers.values()].flatMap((p) => [...p.enums]).sort()
    const enumTexts = enums.map(
      ([name, values]) => `export type ${name} = ${values.map((v) => JSON.stringify(v)).join(' | ') || 'string'}`,
    )
    const imports = `import type { ${[...this.#uses].sort().join(', ')} } from '../../rest/types.ts'`
    return [imports, ...new Set(enumTexts), ...this.#out].join('\n\n')
  }

  #printer(resource: Resource): TypePrinter {
    const printer = this.#printers.get(resource.spec) ?? new TypePrinter(resource.spec)
    this.#printers.set(resource.spec, printer)
    return printer
  }

  /** A noun for the resource: that of its main operation (`FetchMessage` → `Message`), made unique. */
  #name(resource: Resource, above: string): void {
    const all = [...resource.contextOperations, ...resource.listOperations]
    const main = verbOrder.map((verb) => all.find((o) => o.verb === verb)).find((o) => o !== undefined)
    const wanted = main === undefined ? above + pascal(resource.name) : main.id.replace(/^[A-Z][a-z]+/, '')
    const noun =
      [wanted, above + pascal(resource.name), `${above}${wanted}Place`].find((n) => n !== '' && !this.#taken.has(n)) ??
      wanted
    this.#taken.add(noun)
    this.#nouns.set(resource, noun)
    for (const child of [...resource.listChildren, ...resource.contextChildren]) this.#name(child, noun)
  }

  #resource(named: Named): void {
    const { resource, noun } = named
    const contextParents: string[] = []
    const listParents: string[] = []
    for (const operation of resource.contextOperations)
      contextParents.push(this.#operation(named, operation, 'Context'))
    for (const operation of resource.listOperations) listParents.push(this.#operation(named, operation, 'ListInstance'))
    this.#instance(named, contextParents)
    if (resource.args !== null) {
      const children = resource.contextChildren.map((child) => `readonly ${this.#member(child)}`)
      this.#interface(
        `${noun}Context`,
        contextParents,
        children,
        this.#describe(resource.contextPath, resource.contextOperations),
      )
      this.#uses.add('Callable')
      listParents.unshift(`Callable<[${resource.args.map((a) => `${camel(a)}: string`).join(', ')}], ${noun}Context>`)
    }
    const members = resource.listChildren.map((child) => this.#member(child))
    this.#interface(
      `${noun}ListInstance`,
      listParents,
      members,
      this.#describe(resource.listPath, resource.listOperations),
    )
  }

  #interface(name: string, parents: readonly string[], members: readonly string[], doc: string): void {
    const body =
      members.length === 0
        ? '{}'
        : `{\n${members.map((m) => `  ${m.replace(/^readonly readonly/, 'readonly')}\n`).join('')}}`
    const inherits = parents.length === 0 ? '' : ` extends ${parents.join(', ')}`
    this.#out.push(`/** ${doc} */\nexport interface ${name}${inherits} ${body}`)
  }

  #member(resource: Resource): string {
    const list = `${this.#nouns.get(resource)}ListInstance`
    if (resource.accessor.length === 0) return `readonly ${quoted(resource.name)}: ${list}`
    const ids = resource.accessor.map((id) => `${id}: string`)
    const plain = `${quoted(resource.name)}(${ids.join(', ')}): ${list}`
    if (resource.args === null || resource.args.length === 0) return plain
    const deep = [...ids, ...resource.args.map((id) => `${id}: string`)]
    return `${plain}\n  ${quoted(resource.name)}(${deep.join(', ')}): ${this.#nouns.get(resource)}Context`
  }

  #describe(path: string | null, operations: readonly Operation[]): string {
    const prefix = this.#version.prefix === '' ? '' : `/${this.#version.prefix}`
    const lines = operations.map(
      (o) => `${o.verb === 'page' ? 'list' : o.verb}: \`${o.method.toUpperCase()} ${prefix}${path}\``,
    )
    return lines.length === 0 ? 'A place on the way.' : lines.join('; ')
  }

  /** The interface that an operation adds to its place; its parameters are printed on the way. */
  #operation(named: Named, operation: Operation, place: 'Context' | 'ListInstance'): string {
    const { resource, noun } = named
    const record = `${noun}Instance`
    const how = operation.body !== undefined ? 'Json' : ''
    const required = operation.body?.required === true || operation.parameters.some((p) => p.required)
    if (operation.verb === 'page') {
      const name = `${noun}${place}Options`
      const has = this.#parameters(name, resource, operation.parameters)
      this.#uses.add('Listing')
      return `Listing<${has ? name : 'unknown'}, ${record}>`
    }
    const options = `${noun}${place}${pascal(operation.verb)}Options`
    const has =
      operation.body !== undefined
        ? this.#body(options, resource, operation)
        : this.#parameters(options, resource, operation.parameters)
    const kind = `${has ? (required ? 'Required' : 'Optional') : 'Bare'}${has ? how : ''}${pascal(operation.verb)}`
    this.#uses.add(kind)
    const types = [...(has ? [options] : []), ...(operation.verb === 'remove' ? [] : [record])]
    return types.length === 0 ? kind : `${kind}<${types.join(', ')}>`
  }

  #parameters(name: string, resource: Resource, parameters: readonly Parameter[]): boolean {
    if (parameters.length === 0) return false
    const printer = this.#printer(resource)
    const fields = parameters.map(
      (p) => `  ${quoted(p.name)}${p.required ? '' : '?'}: ${printer.print(p.type, 'parameter')}\n`,
    )
    this.#out.push(`export interface ${name} {\n${fields.join('')}}`)
    return true
  }

  #body(name: string, resource: Resource, operation: Operation): boolean {
    const printer = this.#printer(resource)
    const headers = operation.parameters.map(
      (p) => `${quoted(p.name)}${p.required ? '' : '?'}: ${printer.print(p.type, 'parameter')}`,
    )
    const extra = headers.length === 0 ? '' : ` & { ${headers.join('; ')} }`
    this.#out.push(`export type ${name} = ${printer.print(operation.body?.type ?? 'any', 'body')}${extra}`)
    return true
  }

  /** The record: every property that any operation of the resource gives, and the operations of its context. */
  #instance(named: Named, contextParents: readonly string[]): void {
    const { resource, noun } = named
    const printer = this.#printer(resource)
    const fields = new Map<string, string>()
    for (const operation of [...resource.contextOperations, ...resource.listOperations]) {
      if (operation.result === null) continue
      const node = resolveType(operation.result, resource.spec)
      if (node.kind !== 'object') continue
      for (const [wire, type] of Object.entries(node.props ?? {})) {
        const name = wire === 'private' ? '_private' : camel(wire)
        if (!fields.has(name)) fields.set(name, `${quoted(name)}: ${printer.print(type, 'record')}`)
      }
    }
    if (resource.contextOperations.length === 0 && resource.listOperations.length === 0) return
    const members = [...fields.values()]
    for (const child of resource.args === null ? [] : resource.contextChildren) {
      members.push(`${quoted(child.name)}(): ${this.#nouns.get(child)}ListInstance`)
    }
    members.push('toJSON(): Record<string, any>')
    this.#interface(`${noun}Instance`, contextParents, members, `A record of ${noun}.`)
  }
}
