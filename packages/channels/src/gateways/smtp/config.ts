import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const seconds = (description: string) =>
  Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 3_600, description }))

/** The key that outgoing mail is signed with (RFC 6376). One of `privateKey` and `privateKeyFile` is needed. */
const dkimConfig = Type.Object(
  {
    domainName: Type.String({
      minLength: 3,
      maxLength: 253,
      description: 'Domain that signs (`d=`): that of the sender, for DMARC.',
    }),
    keySelector: Type.String({
      pattern: '^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$',
      maxLength: 63,
      description: 'Selector (`s=`): the public key is the TXT record at `<selector>._domainkey.<domain>`.',
    }),
    privateKey: Type.Optional(
      Type.String({ minLength: 1, description: 'RSA key in PEM, 1,024 bits or more; 2,048 are usual.' }),
    ),
    privateKeyFile: Type.Optional(
      Type.String({ minLength: 1, description: 'File that holds the key, instead of `privateKey`.' }),
    ),
  },
  closed,
)

const bounceConfig = Type.Object(
  {
    address: Type.String({
      minLength: 3,
      maxLength: 200,
      description:
        'Where bounces go, such as `bounce@bounces.acme.example`. Each delivery gets an address of its own: `bounce+<delivery>.<mac>@…`. Mail for all of them must reach `listen`.',
    }),
    listen: Type.Optional(
      Type.String({
        pattern: '^(\\[[0-9A-Fa-f:.]+\\]|[^\\s:\\[\\]]+):\\d{1,5}$',
        description:
          'Address and port, such as `127.0.0.1:2525`, at which bounces are taken by SMTP. Without it none are taken in this process.',
      }),
    ),
    successReports: Type.Optional(
      Type.Boolean({
        description:
          'Ask for reports of delivery too (RFC 3461), where the servers on the way offer them. Default: no.',
      }),
    ),
  },
  closed,
)

const unsubscribeConfig = Type.Object(
  {
    url: Type.Optional(
      Type.String({
        pattern: '^https://[^\\s<>]+$',
        maxLength: 1_000,
        description:
          'Where one click unsubscribes (RFC 8058), should a service of your own keep the list: it gets a POST with `List-Unsubscribe=One-Click`. `{deliveryId}`, `{messageId}`, `{clientId}` and `{to}` are filled in; one of them must be there. Default: this server, which then suppresses the address.',
      }),
    ),
    mailto: Type.Optional(
      Type.String({ maxLength: 254, description: 'Address that takes unsubscriptions by mail, beside the URL.' }),
    ),
    categories: Type.Optional(
      Type.Array(Type.Enum(['otp', 'transactional', 'marketing']), {
        description: 'Categories that get the headers; none where the list is empty. Default: marketing.',
      }),
    ),
  },
  closed,
)

const tlsConfig = Type.Object(
  {
    required: Type.Optional(
      Type.Boolean({
        description:
          'Whether `smtp://` must go over to TLS (STARTTLS). Default: yes where the URL has a password, unless the host is this machine.',
      }),
    ),
    caFile: Type.Optional(
      Type.String({ minLength: 1, description: 'Certificate authorities in PEM, instead of those of Node.' }),
    ),
    servername: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 253,
        description: 'Name that the certificate must have. Default: the host.',
      }),
    ),
    rejectUnauthorized: Type.Optional(
      Type.Boolean({ description: 'Whether the certificate is checked. Default: yes.' }),
    ),
  },
  closed,
)

/** A gateway of type `smtp` in the configuration file. */
export const smtpGatewayConfig = Type.Object(
  {
    type: Type.Literal('smtp'),
    url: Type.String({
      pattern: '^smtps?://[^\\s]+$',
      maxLength: 2_048,
      description:
        'The mail server: `smtps://user:password@host` (TLS from the start, port 465) or `smtp://host:25`. Percent-encode what is special.',
    }),
    from: Type.String({
      minLength: 3,
      maxLength: 512,
      description: 'Sender of messages that name none, such as `Acme <no-reply@acme.example>`.',
    }),
    replyTo: Type.Optional(
      Type.String({ minLength: 3, maxLength: 512, description: 'Where answers go, if not to the sender.' }),
    ),
    hostname: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9.\\-\\[\\]:]+$',
        maxLength: 253,
        description: 'Name that we greet the server with. Default: that of the machine.',
      }),
    ),
    dkim: Type.Optional(dkimConfig),
    bounce: Type.Optional(bounceConfig),
    unsubscribe: Type.Optional(unsubscribeConfig),
    tls: Type.Optional(tlsConfig),
    maxConnections: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100,
        description: 'Connections that one process holds at a time. Default 5.',
      }),
    ),
    maxMessagesPerConnection: Type.Optional(
      Type.Integer({ minimum: 1, description: 'After so many messages a connection is made anew. Default 100.' }),
    ),
    rate: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: 'Messages a second, over all processes. Default: no limit.' }),
    ),
    timeoutSeconds: seconds(
      'How long an answer of the server is waited for. Default 600, as RFC 5321 §4.5.3.2.6 asks for the last one.',
    ),
    connectTimeoutSeconds: seconds('How long the connection and the greeting are waited for, each. Default 30.'),
    maxMessageBytes: Type.Optional(
      Type.Integer({
        minimum: 1_000,
        maximum: 200_000_000,
        description: 'Size of a message with its attachments, before encoding. Default 20,000,000.',
      }),
    ),
  },
  closed,
)

/** A gateway of type `smtp` in the configuration file. */
export type SmtpGatewayConfig = Static<typeof smtpGatewayConfig>
