import { hash } from 'node:crypto'

/** What the secret of a factor is sealed for. */
export const secretContext = (id: string): string => `verify_factor:${id}`

/** What is kept of a device's token. It has 256 random bits, so a plain hash is enough (ASVS 6.5.2). */
export const tokenHashOf = (token: string): string => hash('sha256', token, 'base64url')
