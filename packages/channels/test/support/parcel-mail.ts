import type { TemplateDefinition } from '../../src/template/definition.ts'
import { renderTemplate } from '../../src/template/render.ts'
import { resolveTheme, type Theme } from '../../src/template/theme.ts'

/** A theme as a client may have it; the logo is drawn in place, so that nothing is fetched. */
export const acme: Theme = {
  name: 'Acme Parcels',
  logo: {
    url: 'https://acme.example/logo.png',
    width: 120,
    link: 'https://acme.example',
  },
  colors: { primary: '#0f766e', background: '#ecfdf5' },
  font: "Georgia, 'Times New Roman', serif",
  footer: 'Acme Parcels Ltd\nMain Street 1, 10115 Berlin',
}

/** A template in two locales. */
export const parcelMail: TemplateDefinition = {
  defaultLocale: 'en',
  locales: {
    en: {
      email: {
        subject: 'Your parcel {{ parcel.id }} is on its way',
        mjml: `<mj-section><mj-column>
          <mj-text font-size="24px" font-weight="700">Hello {{ name }}</mj-text>
          <mj-text>Your parcel <b>{{ parcel.id }}</b> leaves our depot today and arrives {{ day }}.</mj-text>
          <mj-button href="{{ parcel.url }}">Follow it</mj-button>
        </mj-column></mj-section>
        <mj-section>{% for item in items %}<mj-column><mj-text align="center"><b>{{ item.name }}</b><br />{{ item.count }} ×</mj-text></mj-column>{% endfor %}</mj-section>
        <mj-section><mj-column><mj-divider /><mj-text mj-class="muted">You get this message because you ordered from us.</mj-text></mj-column></mj-section>`,
      },
    },
    de: {
      email: {
        subject: 'Dein Paket {{ parcel.id }} ist unterwegs',
        mjml: `<mj-text font-size="24px" font-weight="700">Hallo {{ name }}</mj-text>
          <mj-text>Dein Paket <b>{{ parcel.id }}</b> verlässt heute unser Lager und kommt {{ day }} an. Die Donaudampfschifffahrtsgesellschaft bringt es.</mj-text>
          <mj-button href="{{ parcel.url }}">Verfolgen</mj-button>`,
      },
    },
  },
}

/** What it is filled in with. The name would run a script, were it markup. */
export const parcelVariables = {
  name: '<script>document.title = "run"</script>Ana & Ben',
  day: 'Friday',
  parcel: { id: 'P-2031-0007', url: 'https://acme.example/p/7' },
  items: [
    { name: 'Tea', count: 2 },
    { name: 'Cups', count: 6 },
  ],
}

/** The e-mail's HTML in a locale. */
export function parcelHtml(locale: string): string {
  const theme = resolveTheme(acme)
  const request = { name: 'parcel', definition: parcelMail, theme, locale, variables: parcelVariables }
  return renderTemplate({ ...request, channels: ['email'] }).email?.html ?? ''
}
