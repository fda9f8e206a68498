import type { CallQuality } from '@trunkline/voice'
import { ProblemError } from '@trunkline/wire'
import { Type } from 'typebox'
import { clientOf } from '../auth/client-auth.ts'
import type { ApiServer } from '../http/api-server.ts'

const figure = (description: string) =>
  Type.Object(
    { mean: Type.Union([Type.Number(), Type.Null()]), worst: Type.Union([Type.Number(), Type.Null()]) },
    { description },
  )

const view = Type.Object(
  {
    seconds: Type.Integer({ description: 'How long was measured.' }),
    mos: figure('Mean opinion score, 1 to 4.5, as the browser SDK reckons it.'),
    roundTrip: figure('There and back, milliseconds.'),
    jitter: figure('Milliseconds.'),
    packetsLost: Type.Integer(),
    packetsReceived: Type.Integer(),
    packetsSent: Type.Integer(),
    codec: Type.Union([Type.String(), Type.Null()]),
    events: Type.Array(
      Type.Object({ at: Type.String(), level: Type.String(), group: Type.String(), name: Type.String() }),
      { description: 'The first warnings and events of the connection that the page told.' },
    ),
    updatedAt: Type.String(),
  },
  { $id: 'CallQuality' },
)

/** `GET /v1/calls/{sid}/quality`: how good a call of a browser phone was, by the browser's own account. */
export function registerCallQualityView(app: ApiServer, quality: Pick<CallQuality, 'get'>): void {
  app.get(
    '/calls/:sid/quality',
    {
      schema: {
        tags: ['client'],
        summary: 'How good the call of a browser phone was',
        description:
          'By what the browser told; there is none for calls of other telephones, or where its reports do not reach this server.',
        operationId: 'getCallQuality',
        params: Type.Object({ sid: Type.String({ description: 'The SID of the call, CA and 32 hex digits.' }) }),
        response: { 200: view },
      },
      config: { problems: ['not-found'] },
    },
    async (request) => {
      const found = await quality.get(clientOf(request).id, request.params.sid)
      if (found === undefined) throw new ProblemError('not-found', 'Nothing was told of the quality of such a call.')
      return { ...found, events: [...found.events], updatedAt: found.updatedAt.toISOString() }
    },
  )
}
