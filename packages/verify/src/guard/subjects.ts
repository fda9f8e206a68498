/** Mail servers take `Ann@` for `ann@`: were each a subject of its own, a mailbox would have as many budgets as spellings. ASCII alone. */
export const oneCase = (to: string): string => to.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** Whom failures are counted for: an address, or a person by the client's own name. */
export const addressSubject = (to: string): string => `to:${oneCase(to)}`
export const identitySubject = (identity: string): string => `id:${identity}`
