/** A message of RFC 4475 (https://www.rfc-editor.org/rfc/rfc4475), and what is to become of it. */
export interface Torture {
  readonly name: string
  /** Section of RFC 4475. */
  readonly clause: string
  /** `accept`: it is well-formed; `drop`: not answered; a number: the status that it is refused with when it is read. */
  readonly verdict: 'accept' | 'drop' | number
  readonly bytes: Uint8Array
  /** What the server answers to the whole request, where that is of interest. */
  readonly answer?: number
}

/** Bytes of a message: lines end in CR LF, an empty one comes behind the last; `LENGTH` becomes the length of the body. */
export function wire(head: string, body = ''): Buffer {
  return binary(head, Buffer.from(body.replaceAll('\n', '\r\n')))
}

/** The same with a body of any bytes. */
export function binary(head: string, body: Uint8Array): Buffer {
  const lines = head.replaceAll('\n', '\r\n').replace('LENGTH', String(body.length))
  return Buffer.concat([Buffer.from(`${lines}\r\n`), body])
}
