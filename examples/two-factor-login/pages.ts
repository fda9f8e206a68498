/** The pages: forms alone, no script. */
const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)

const style = 'body{font:1rem/1.5 system-ui;max-width:26rem;margin:3rem auto}input,button{font:inherit;padding:.4rem}'

const page = (title: string, note: string, ...body: string[]): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${style}</style><h1>${title}</h1><p role="status">${safe(note)}</p>${body.join('')}`

const form = (action: string, button: string, ...fields: string[]): string =>
  `<form method="post" action="${action}">${fields.join('')}<p><button>${button}</button></form>`

const field = (label: string, name: string, more: string): string =>
  `<p><label>${label}<br><input name="${name}" ${more} required></label>`

const code = field('Code', 'code', 'inputmode="numeric" autocomplete="one-time-code" autofocus')

export const loginPage = (note = ''): string => {
  const email = field('E-mail', 'email', 'type="email" autocomplete="username"')
  const password = field('Password', 'password', 'type="password" autocomplete="current-password"')
  return page('Sign in', note, form('/login', 'Sign in', email, password))
}

export const secondPage = (phone: boolean, note = ''): string => {
  const remember = '<p><label><input type="checkbox" name="remember"> Remember this browser</label>'
  const text = phone ? form('/code/send', 'Send me a text') : ''
  return page('One more step', note, form('/code', 'Go on', code, remember), text)
}

export const provePage = (action: string, note: string, shown = ''): string =>
  page('Prove it', note, shown, form(action, 'Done', code))

export const codesPage = (codes: readonly string[]): string => {
  const list = codes.map((one) => `<li><code>${safe(one)}</code>`).join('')
  return page('Backup codes', 'Each is good once. They are not shown again.', `<ul>${list}</ul><a href="/">Done</a>`)
}

export const accountPage = (email: string, has: readonly string[], note = ''): string => {
  const phone = field('Phone', 'phone', 'type="tel" placeholder="+14155550123"')
  const list = `<ul>${has.map((one) => `<li>${safe(one)}`).join('')}</ul>`
  const forms = [form('/authenticator', 'Set up an authenticator'), form('/phone', 'Set up this phone', phone)]
  return page(`Hello, ${safe(email)}`, note, list, ...forms, form('/backup', 'Make backup codes'))
}
