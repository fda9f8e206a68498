import { problemTable } from '@trunkline/wire'
import { Type } from 'typebox'

/** An RFC 9457 problem as every refusal is answered. */
export const problemSchema = Type.Object(
  {
    type: Type.String({ description: 'urn:trunkline:problem: and the code.' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable; see the reference of problems.', enum: Object.keys(problemTable) }),
    detail: Type.String({ description: 'What is wrong here, and what to do.' }),
    instance: Type.Optional(Type.String({ description: 'The request id.' })),
    errors: Type.Optional(
      Type.Array(
        Type.Object({ pointer: Type.String({ description: 'RFC 6901, into the body.' }), detail: Type.String() }),
      ),
    ),
  },
  { $id: 'Problem', description: 'Why the request was not done. Nothing was changed by it.' },
)
