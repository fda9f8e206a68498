import type { ApiServer } from '../http/api-server.ts'

/** Where `/metrics` comes from. */
export interface MetricsSource {
  readonly contentType: string
  render(): Promise<string>
}

/** `/metrics` in Prometheus' text format. It names routes and gateways and no client, so it needs no credentials. */
export function registerMetrics(app: ApiServer, metrics: MetricsSource): void {
  app.get(
    '/metrics',
    { schema: { tags: ['operations'], summary: 'Measurements for Prometheus', operationId: 'metrics' } },
    async (_request, reply) => reply.type(metrics.contentType).send(await metrics.render()),
  )
}
