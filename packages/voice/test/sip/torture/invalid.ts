import { type Torture, wire } from './torture.ts'

const sdp =
  'v=0\no=mhandley 29739 7272939 IN IP4 192.0.2.1\ns=-\nc=IN IP4 192.0.2.1\nt=0 0\nm=audio 49217 RTP/AVP 0 12\n'

/** An INVITE with these lines changed (undefined: left out) or added. */
function invite(
  change: Readonly<Record<string, string | undefined>>,
  first = 'INVITE sip:user@example.com SIP/2.0',
): Buffer {
  const fields: Record<string, string | undefined> = {
    To: 'sip:user@example.com',
    From: 'sip:caller@example.net;tag=13423',
    'Max-Forwards': '6',
    'Call-ID': 'torture.0ha0isndaksdj@192.0.2.1',
    CSeq: '8 INVITE',
    Via: 'SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdjuw',
    Contact: '<sip:caller@host5.example.net>',
    'Content-Type': 'application/sdp',
    'Content-Length': 'LENGTH',
    ...change,
  }
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}\n`))
  return wire(`${first}\n${lines.join('')}`, sdp)
}

const options = (
  change: Readonly<Record<string, string | undefined>>,
  first = 'OPTIONS sip:user@example.com SIP/2.0',
) => invite({ CSeq: '8 OPTIONS', Contact: undefined, 'Content-Type': undefined, ...change }, first)

/** RFC 4475, section 3.1.2: messages that are wrong. */
export const invalid: readonly Torture[] = [
  {
    name: 'badinv01: extraneous separators',
    clause: '3.1.2.1',
    verdict: 400,
    bytes: invite({ Via: 'SIP/2.0/UDP 192.0.2.15;;,;,,', Contact: '"Joe" <sip:joe@example.org>;;;;' }),
  },
  {
    name: 'clerr: Content-Length larger than the message',
    clause: '3.1.2.2',
    verdict: 400,
    bytes: invite({ 'Content-Length': '9999' }),
  },
  {
    name: 'ncl: negative Content-Length',
    clause: '3.1.2.3',
    verdict: 400,
    bytes: invite({ 'Content-Length': '-999' }),
  },
  {
    name: 'scalar02: scalar fields with overlarge values',
    clause: '3.1.2.4',
    verdict: 400,
    bytes: wire(`REGISTER sip:example.com SIP/2.0
Via: SIP/2.0/TCP host129.example.com;branch=z9hG4bK342sdfoi3
To: <sip:user@example.com>
From: <sip:user@example.com>;tag=239232jh3
CSeq: 36893488147419103232 REGISTER
Call-ID: scalar02.23o0pd9vanlq3wnrlnewofjas9ui32
Max-Forwards: 300
Expires: 1${'0'.repeat(100)}
Contact: <sip:user@host129.example.com>
  ;expires=280297596632815
Content-Length: 0
`),
  },
  {
    name: 'scalarlg: a response with overlarge values',
    clause: '3.1.2.5',
    verdict: 'drop',
    bytes: wire(`SIP/2.0 503 Service Unavailable
Via: SIP/2.0/TCP host129.example.com;branch=z9hG4bKzzxdiwo34sw;received=192.0.2.129
To: <sip:user@example.com>
From: <sip:other@example.net>;tag=2easdjfejw
CSeq: 9292394834772304023312 OPTIONS
Call-ID: scalarlg.noase0of0234hn2qofoaf0232aewf2394r
Retry-After: 949302838503028349304023988
Warning: 1812 overture "In Progress"
Content-Length: 0
`),
  },
  {
    name: 'quotbal: an unterminated quoted string',
    clause: '3.1.2.6',
    verdict: 400,
    bytes: invite({ To: '"Mr. J. User <sip:j.user@example.com>' }),
  },
  {
    name: 'ltgtruri: <> around the Request-URI',
    clause: '3.1.2.7',
    verdict: 400,
    bytes: invite({}, 'INVITE <sip:user@example.com> SIP/2.0'),
  },
  {
    name: 'lwsruri: space within the Request-URI',
    clause: '3.1.2.8',
    verdict: 400,
    bytes: invite({}, 'INVITE sip:user@example.com; lr SIP/2.0'),
  },
  {
    name: 'lwsstart: several spaces in the request line',
    clause: '3.1.2.9',
    verdict: 400,
    bytes: invite({}, 'INVITE  sip:user@example.com  SIP/2.0'),
  },
  {
    name: 'trws: space behind the request line',
    clause: '3.1.2.10',
    verdict: 400,
    bytes: options({}, 'OPTIONS sip:remote-target@example.com SIP/2.0  '),
  },
  {
    name: 'escruri: headers in the Request-URI',
    clause: '3.1.2.11',
    verdict: 400,
    bytes: invite({}, 'INVITE sip:user@example.com?Route=%3Csip:example.com%3E SIP/2.0'),
  },
  // A Date in another zone may be passed over, and no use is made of it here.
  {
    name: 'baddate: a time zone in Date',
    clause: '3.1.2.12',
    verdict: 'accept',
    bytes: invite({ Date: 'Fri, 01 Jan 2010 16:00:00 EST' }),
  },
  {
    name: 'regbadct: a URI with headers that is not in <>',
    clause: '3.1.2.13',
    verdict: 400,
    bytes: invite(
      { CSeq: '8 REGISTER', Contact: 'sip:user@example.com?Route=%3Csip:sip.example.com%3E' },
      'REGISTER sip:example.com SIP/2.0',
    ),
  },
  {
    name: 'badaspec: spaces within <>',
    clause: '3.1.2.14',
    verdict: 400,
    bytes: options({ To: '"Watson, Thomas" < sip:t.watson@example.org >' }),
  },
  {
    name: 'baddn: a display name that is no token',
    clause: '3.1.2.15',
    verdict: 400,
    bytes: options({ From: 'Bell, Alexander <sip:a.g.bell@example.com>;tag=43' }),
  },
  {
    name: 'badvers: another version',
    clause: '3.1.2.16',
    verdict: 505,
    bytes: options(
      { Via: 'SIP/7.0/UDP c.example.com;branch=z9hG4bKkdjuw' },
      'OPTIONS sip:t.watson@example.org SIP/7.0',
    ),
  },
  {
    name: 'mismatch01: CSeq names another method',
    clause: '3.1.2.17',
    verdict: 400,
    bytes: options({ CSeq: '8 INVITE' }),
  },
  {
    name: 'mismatch02: CSeq names another method than the unknown one',
    clause: '3.1.2.18',
    verdict: 400,
    bytes: options({ CSeq: '8 INVITE' }, 'NEWMETHOD sip:user@example.com SIP/2.0'),
  },
  {
    name: 'bigcode: a status that overflows',
    clause: '3.1.2.19',
    verdict: 'drop',
    bytes: wire(`SIP/2.0 4294967301 better not break the receiver
Via: SIP/2.0/UDP 192.0.2.105;branch=z9hG4bK2398ndaoe
Call-ID: bigcode.asdof3uj203asdnf3429uasdhfas3ehjasdfas9i
CSeq: 353494 INVITE
From: <sip:user@example.com>;tag=39ansfi3
To: <sip:user@example.edu>;tag=902jndnke3
Content-Length: 0
Contact: <sip:user@host105.example.com>
`),
  },
  // 3.2 and 3.3: well-formed, or nearly so, and to be treated with care by the layers above.
  {
    name: 'badbranch: a branch of the magic cookie alone',
    clause: '3.2.1',
    verdict: 'accept',
    answer: 200,
    bytes: options({ Via: 'SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK' }),
  },
  {
    name: 'insuf: no From, To, CSeq and Call-ID',
    clause: '3.3.1',
    verdict: 400,
    bytes: invite({ CSeq: undefined, 'Call-ID': undefined, From: undefined, To: undefined }),
  },
  {
    name: 'unkscm: an unknown scheme',
    clause: '3.3.2',
    verdict: 416,
    bytes: options({}, 'OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0'),
  },
  {
    name: 'novelsc: a known scheme of another kind',
    clause: '3.3.3',
    verdict: 416,
    bytes: options({}, 'OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0'),
  },
  {
    name: 'unksm2: unknown schemes in To, From and Contact',
    clause: '3.3.4',
    verdict: 'accept',
    answer: 401,
    bytes: invite(
      {
        CSeq: '9 REGISTER',
        To: 'isbn:2983792873',
        From: '<http://www.example.com>;tag=3234233',
        Contact: '<name:John_Smith>',
        'Content-Type': undefined,
      },
      'REGISTER sip:example.com SIP/2.0',
    ),
  },
  {
    name: 'bext01: extensions that are required and not known',
    clause: '3.3.5',
    verdict: 'accept',
    answer: 420,
    bytes: options({
      Require: 'nothingSupportsThis, nothingSupportsThisEither',
      'Proxy-Require': 'noProxiesSupportThis, norDoAnyProxiesSupportThis',
    }),
  },
  {
    name: 'invut: a body of an unknown type',
    clause: '3.3.6',
    verdict: 'accept',
    answer: 415,
    bytes: invite({ 'Content-Type': 'application/unknownformat' }),
  },
  {
    name: 'regaut01: an unknown authorization scheme',
    clause: '3.3.7',
    verdict: 'accept',
    answer: 401,
    bytes: invite(
      { CSeq: '9338 REGISTER', Authorization: 'NoOneKnowsThisScheme opaque-data=here', 'Content-Type': undefined },
      'REGISTER sip:example.com SIP/2.0',
    ),
  },
  {
    name: 'multi01: several values of single fields',
    clause: '3.3.8',
    verdict: 400,
    bytes: invite({
      'CALL-ID': 'multi01.another',
      cseq: '59 INVITE',
      TO: 'sip:other@example.com',
      FROM: 'sip:other@example.net;tag=3413415',
      'MAX-FORWARDS': '5',
    }),
  },
  { name: 'mcl01: several Content-Length', clause: '3.3.9', verdict: 400, bytes: options({ 'content-length': '5' }) },
  {
    name: 'bcast: a response whose second Via is a broadcast address',
    clause: '3.3.10',
    verdict: 'accept',
    bytes: wire(`SIP/2.0 200 OK
Via: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923
Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1saber23
Call-ID: bcast.0384840201234ksdfak3j2erwedfsASdf
CSeq: 35 INVITE
From: sip:user@example.com;tag=11141343
To: sip:user@example.edu;tag=2229
Content-Length: 0
Contact: <sip:user@host28.example.com>
`),
  },
  {
    name: 'zeromf: Max-Forwards of zero, for whom it is for',
    clause: '3.3.11',
    verdict: 'accept',
    answer: 200,
    bytes: options({ 'Max-Forwards': '0' }),
  },
  {
    name: 'cparam01: an unknown parameter of Contact',
    clause: '3.3.12',
    verdict: 'accept',
    answer: 401,
    bytes: invite(
      { CSeq: '9 REGISTER', Contact: 'sip:+19725552222@gw1.example.net;unknownparam', 'Content-Type': undefined },
      'REGISTER sip:example.com SIP/2.0',
    ),
  },
  {
    name: 'cparam02: an unknown parameter of the URI in Contact',
    clause: '3.3.13',
    verdict: 'accept',
    answer: 401,
    bytes: invite(
      { CSeq: '9 REGISTER', Contact: '<sip:+19725552222@gw1.example.net;unknownparam>', 'Content-Type': undefined },
      'REGISTER sip:example.com SIP/2.0',
    ),
  },
  {
    name: 'regescrt: a URI in Contact with a Route of its own',
    clause: '3.3.14',
    verdict: 'accept',
    answer: 401,
    bytes: invite(
      {
        CSeq: '9 REGISTER',
        Contact: '<sip:user@example.com?Route=%3Csip:sip.example.com%3E>',
        'Content-Type': undefined,
      },
      'REGISTER sip:example.com SIP/2.0',
    ),
  },
  {
    name: 'sdp01: an Accept without descriptions',
    clause: '3.3.15',
    verdict: 'accept',
    answer: 406,
    bytes: invite({ Accept: 'text/nobodyKnowsThis' }),
  },
  {
    name: 'inv2543: an INVITE of RFC 2543',
    clause: '3.4.1',
    verdict: 'accept',
    bytes: wire(
      `INVITE sip:UserB@example.com SIP/2.0
Via: SIP/2.0/UDP iftgw.example.com
From: <sip:+13035551111@ift.client.example.net;user=phone>
Record-Route: <sip:UserB@example.com;maddr=ss1.example.com>
To: sip:+16505552222@ss1.example.net;user=phone
Call-ID: inv2543.1717@ift.client.example.com
CSeq: 56 INVITE
Content-Type: application/sdp
`,
      sdp,
    ),
  },
]
