import { type TSchema, Type } from 'typebox'

/** Query of a list: the cursor and how many at most. */
export const pageQuery = (most: number) =>
  Type.Object(
    {
      after: Type.Optional(Type.String({ minLength: 1, maxLength: 256, description: '`next` of the page before.' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: Math.min(50, most) })),
    },
    { additionalProperties: false },
  )

/** A text that may be missing. */
export const nullableText = Type.Union([Type.String(), Type.Null()])

/** A page of things under a name of their own, with the cursor of the next page. */
export const pageOf = <Name extends string, Item extends TSchema>(name: Name, item: Item) =>
  Type.Object({ [name]: Type.Array(item), next: nullableText } as Record<Name, ReturnType<typeof Type.Array<Item>>> & {
    next: typeof nullableText
  })
