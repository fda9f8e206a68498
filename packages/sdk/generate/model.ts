/** What the generator makes of the facts: products, versions and a tree of resources, named as twilio-node names them. */
import type { RawSpec, RawType } from './facts.ts'

/** The verbs that a resource can have; `page` stands for page, list, each and getPage. */
export type Verb = 'create' | 'page' | 'fetch' | 'update' | 'patch' | 'remove'

/** How a value is written to the wire, when it is not simply itself. */
export type Writer = '' | 'date' | 'date-time' | 'json' | 'json-list' | 'twiml' | 'dotted-map'

/** One parameter of an operation. */
export interface Parameter {
  readonly name: string
  readonly wire: string
  readonly place: 'form' | 'query' | 'header'
  readonly required: boolean
  readonly writer: Writer
  readonly type: RawType
}

/** One operation under the name that a program calls. */
export interface Operation {
  readonly id: string
  readonly verb: Verb
  readonly method: string
  readonly parameters: readonly Parameter[]
  readonly body?: { readonly type: RawType; readonly required: boolean }
  readonly contentType: string | null
  readonly accept: string
  readonly tokenPaging: boolean
  /** The type of the record that comes back; null where nothing does. */
  readonly result: RawType | null
}

/** A place in the tree: a list that may be called with ids to give a context, each with operations and children. */
export interface Resource {
  readonly name: string
  /** Ids that the list itself needs beyond those of its parent (`rolePermission(roleSid)`). */
  readonly accessor: readonly string[]
  listPath: string | null
  contextPath: string | null
  /** Ids that the context needs beyond those of the list; null where there is no context. */
  args: readonly string[] | null
  readonly listOperations: Operation[]
  readonly contextOperations: Operation[]
  readonly listChildren: Resource[]
  readonly contextChildren: Resource[]
  /** Names of path parameters in order, per path, for `solution`. */
  listParameters: readonly string[]
  contextParameters: readonly string[]
  /** Document that the types refer to. */
  readonly spec: RawSpec
}

/** One version of a product: its property (`v2010`), its path prefix (`2010-04-01`) and what hangs under it. */
export interface Version {
  readonly property: string
  readonly prefix: string
  readonly spec: RawSpec
  readonly resources: Resource[]
}

/** One product: `client.<property>`, its host label, and old names that lead into a version. */
export interface Product {
  readonly property: string
  readonly host: string
  readonly versions: Version[]
  readonly shortcuts: Readonly<Record<string, string>>
}
