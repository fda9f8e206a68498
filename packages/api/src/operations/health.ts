import type { ApiServer } from '../http/api-server.ts'

/** Whether one thing that the server stands on is there. */
export interface Readiness {
  /** `database`, `queue`, `gateway:<name>`, … */
  readonly name: string
  readonly state: 'up' | 'degraded' | 'down'
  /** Without it nothing can be accepted: the process is then not ready. */
  readonly essential: boolean
  /** What is wrong, and what to do about it. */
  readonly detail?: string
}

/** Tells the state of all parts; must not take longer than a probe waits. */
export type CheckReadiness = () => readonly Readiness[] | Promise<readonly Readiness[]>

/**
 * `/healthz` says that the process runs and answers; restart it if it does not. `/readyz` says whether it can do its work now: 503 takes it
 * out of a load balancer, while a degraded part that others make up for (one gateway of two) does not.
 */
export function registerHealth(app: ApiServer, check: CheckReadiness, stopping: () => boolean): void {
  const tags = ['operations']
  const alive = { tags, summary: 'Whether the process runs', operationId: 'health' }
  app.get('/healthz', { schema: alive }, async () => ({ status: 'up' }))
  const able = { tags, summary: 'Whether the process can do its work, and what is degraded', operationId: 'readiness' }
  app.get('/readyz', { schema: able }, async (_request, reply) => {
    const parts = stopping() ? [stopped, ...(await check())] : await check()
    const ready = !parts.some((part) => part.essential && part.state === 'down')
    const status = !ready ? 'not-ready' : parts.every((part) => part.state === 'up') ? 'ready' : 'degraded'
    return reply.code(ready ? 200 : 503).send({ status, parts })
  })
}

const stopped: Readiness = {
  name: 'process',
  state: 'down',
  essential: true,
  detail: 'The process is stopping; send requests to another one.',
}
