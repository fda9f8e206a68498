const encoder = /* @__PURE__ */ new TextEncoder()

/** What is signed: `id.timestamp.body` (Standard Webhooks, "Signature scheme"); bytes when the body is given as bytes. */
export function signedContent(id: string, timestamp: number | string, body: string | Uint8Array): string | Uint8Array {
  const head = `${id}.${timestamp}.`
  if (typeof body === 'string') return head + body
  const start = encoder.encode(head)
  const content = new Uint8Array(start.length + body.length)
  content.set(start)
  content.set(body, start.length)
  return content
}
