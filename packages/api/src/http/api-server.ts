// Adds `tags`, `summary`, `hide` and the like to the schemas of routes.
import type {} from '@fastify/swagger'
import type { ProblemCode } from '@trunkline/wire'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyTypeProvider,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { Static, TSchema } from 'typebox'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Problems that are special to this route, for the documentation. */
    problems?: readonly ProblemCode[]
  }
}

/** Lets TypeScript know the types that the TypeBox schemas of a route describe. */
export interface TypeBoxProvider extends FastifyTypeProvider {
  readonly validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown
  readonly serializer: unknown
}

/** The Fastify instance that routes are registered on. */
export type ApiServer = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxProvider
>
