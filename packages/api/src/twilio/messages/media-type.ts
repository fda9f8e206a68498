/** MIME types by the ending of a file's name, of what MMS takes (https://www.twilio.com/docs/messaging/guides/accepted-mime-types). */
const types: Readonly<Record<string, string>> = Object.freeze({
  ...{
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    png: 'image/png',
    gif: 'image/gif',
    webp: 'image/webp',
    bmp: 'image/bmp',
  },
  ...{
    tif: 'image/tiff',
    tiff: 'image/tiff',
    heic: 'image/heic',
    mp3: 'audio/mpeg',
    m4a: 'audio/mp4',
    wav: 'audio/wav',
  },
  ...{
    ogg: 'audio/ogg',
    amr: 'audio/amr',
    '3gp': 'video/3gpp',
    mp4: 'video/mp4',
    mpeg: 'video/mpeg',
    mov: 'video/quicktime',
  },
  ...{
    webm: 'video/webm',
    pdf: 'application/pdf',
    vcf: 'text/vcard',
    ics: 'text/calendar',
    csv: 'text/csv',
    txt: 'text/plain',
  },
})

/** The MIME type of a medium: as it came, else as its address ends. What is not known is `application/octet-stream`. */
export function mediaType(url: string, given: string | null): string {
  if (given !== null) return given
  const path = URL.canParse(url) ? new URL(url).pathname : url
  const ending = /\.([a-z0-9]{1,5})$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  return types[ending] ?? 'application/octet-stream'
}
