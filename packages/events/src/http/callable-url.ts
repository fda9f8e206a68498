import { ProblemError } from '@trunkline/wire'

const longest = 2048

/**
 * Reads a URL that a client wants to have called.
 * @param pointer where the URL stood in the client's input
 * @throws ProblemError `url-refused` for what is not an http or https URL, has credentials in it, or is over 2,048 characters long
 */
export function callableUrl(text: string, pointer: string): URL {
  const refuse = (detail: string): ProblemError =>
    new ProblemError('url-refused', undefined, { errors: [{ pointer, detail }] })
  if (text.length > longest) throw refuse(`longer than ${longest} characters`)
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw refuse('not an http or https URL')
  if (url.username !== '' || url.password !== '') throw refuse('credentials in the URL: check the signature instead')
  return url
}
