/** A date as webhooks carry it (RFC 2822, UTC): `Tue, 31 Aug 2010 20:36:28 +0000`. */
export const rfc2822 = (date: Date): string => date.toUTCString().replace('GMT', '+0000')
