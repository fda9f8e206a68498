import { channelNames, contentSchema, type Template, templateSchema, themeSchema } from '@trunkline/channels'
import { Type } from 'typebox'
import { clientOf } from '../auth/client-auth.ts'
import type { ApiServer } from '../http/api-server.ts'
import type { ChannelsPort } from '../ports.ts'
import { pageOf, pageQuery } from '../schema/page.ts'

const tags = ['templates']
const params = Type.Object({ name: Type.String({ minLength: 1, maxLength: 128 }) })

const view = Type.Object(
  { name: Type.String(), ...templateSchema.properties, createdAt: Type.String(), updatedAt: Type.String() },
  { $id: 'Template' },
)
const preview = Type.Object(
  {
    locale: Type.Optional(Type.String({ maxLength: 35, description: 'The recipient’s.' })),
    variables: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    channels: Type.Optional(Type.Array(Type.Enum([...channelNames]), { minItems: 1, uniqueItems: true })),
  },
  { additionalProperties: false, $id: 'PreviewTemplate' },
)
const previewed = Type.Object(
  { locale: Type.String({ description: 'The one that was taken.' }), content: contentSchema },
  { $id: 'TemplatePreview' },
)

const shown = ({ name, definition, createdAt, updatedAt }: Template) => ({
  ...{ name, ...definition },
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})

/** `/v1/templates` and `/v1/theme`: what messages say, and how e-mail looks. */
export function registerTemplates(app: ApiServer, { templates }: Pick<ChannelsPort, 'templates'>): void {
  registerStore(app, templates)
  app.post(
    '/templates/:name/preview',
    {
      config: { problems: ['template-variables-missing', 'template-invalid'] },
      schema: {
        tags,
        summary: 'See what a template says',
        description: 'Sends nothing.',
        operationId: 'previewTemplate',
        params,
        body: preview,
        response: { 200: previewed },
      },
    },
    async (request) => templates.preview(clientOf(request).id, request.params.name, request.body),
  )
  const theme = { tags, response: { 200: themeSchema } }
  app.get(
    '/theme',
    { schema: { ...theme, summary: 'How your e-mail looks', operationId: 'getTheme' } },
    async (request) => templates.theme(clientOf(request).id),
  )
  app.put(
    '/theme',
    {
      schema: {
        ...theme,
        summary: 'Set logo, colours and font of your e-mail',
        description: 'Replaces what was set. Put around templates that are written in MJML.',
        operationId: 'putTheme',
        body: themeSchema,
      },
    },
    async (request) => templates.putTheme(clientOf(request).id, request.body),
  )
}

function registerStore(app: ApiServer, templates: ChannelsPort['templates']): void {
  app.put(
    '/templates/:name',
    {
      config: { problems: ['template-invalid'] },
      schema: {
        tags,
        summary: 'Keep what messages say under a name',
        description: 'Texts are in Liquid. `content: {"template": "…", "variables": {…}}` then says it.',
        operationId: 'putTemplate',
        params,
        body: templateSchema,
        response: { 200: view },
      },
    },
    async (request) => shown(await templates.put(clientOf(request).id, request.params.name, request.body)),
  )
  app.get(
    '/templates',
    {
      schema: {
        tags,
        summary: 'Templates',
        operationId: 'listTemplates',
        querystring: pageQuery(100),
        response: { 200: pageOf('templates', view) },
      },
    },
    async (request) => {
      const page = await templates.list(clientOf(request).id, request.query)
      return { templates: page.templates.map(shown), next: page.next }
    },
  )
  app.get(
    '/templates/:name',
    { schema: { tags, summary: 'One template', operationId: 'getTemplate', params, response: { 200: view } } },
    async (request) => shown(await templates.get(clientOf(request).id, request.params.name)),
  )
  app.delete(
    '/templates/:name',
    {
      schema: {
        tags,
        summary: 'Delete a template',
        description: 'Messages that were accepted keep what they say.',
        operationId: 'deleteTemplate',
        params,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await templates.remove(clientOf(request).id, request.params.name)
      return reply.code(204).send(null)
    },
  )
}
