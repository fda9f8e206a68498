/** Scenarios for sipp (https://sipp.readthedocs.io/en/latest/scenarios/). */

const head = '<?xml version="1.0" encoding="ISO-8859-1" ?>\n<!DOCTYPE scenario SYSTEM "sipp.dtd">\n'
const scenario = (name: string, steps: readonly string[]): string =>
  `${head}<scenario name="${name}">\n${steps.join('\n')}\n</scenario>\n`
const send = (text: string, attributes = ''): string => `<send${attributes}><![CDATA[\n${text}\n]]></send>`
const recv = (attributes: string): string => `<recv ${attributes}/>`

const sdp = `v=0
o=sipp 1 1 IN IP[media_ip_type] [media_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15`

const caller = (
  cseq: number,
  method: string,
  branch = '[branch]',
) => `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=${branch}
From: <sip:+14155550111@[local_ip]:[local_port]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: ${cseq} ${method}
Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>
Max-Forwards: 70`

const invite = `INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
${caller(1, 'INVITE')}
X-Scenario: sipp
Content-Type: application/sdp
Content-Length: [len]

${sdp}`

const ack = `ACK [next_url] SIP/2.0
${caller(1, 'ACK')}
[routes]
Content-Length: 0
`

const bye = (cseq: number) => `BYE [next_url] SIP/2.0
${caller(cseq, 'BYE')}
[routes]
Content-Length: 0
`

const info = (cseq: number, digit: string) => `INFO [next_url] SIP/2.0
${caller(cseq, 'INFO')}
[routes]
Content-Type: application/dtmf-relay
Content-Length: [len]

Signal=${digit}
Duration=160`

const answer = [
  send(invite, ' retrans="500" start_rtd="1"'),
  recv('response="100" optional="true"'),
  recv('response="180" optional="true"'),
  recv('response="183" optional="true"'),
  recv('response="200" rrs="true" rtd="1"'),
  send(ack),
]

/** Calls, stays for some seconds, hangs up. */
export const sippCaller = ({ seconds }: { readonly seconds: number }): string =>
  scenario('caller', [
    ...answer,
    `<pause milliseconds="${seconds * 1000}"/>`,
    send(bye(2), ' retrans="500"'),
    recv('response="200"'),
  ])

/** Calls, presses a key (by INFO) after each of these pauses, and is hung up on. */
export function sippWalker(keys: readonly { readonly after: number; readonly digit: string }[]): string {
  const presses = keys.flatMap(({ after, digit }, index) => [
    `<pause milliseconds="${after * 1000}"/>`,
    send(info(index + 2, digit), ' retrans="500"'),
    recv('response="200"'),
  ])
  return scenario('walker', [...answer, ...presses, recv('request="BYE"'), send(okToLast)])
}

const okToLast = `SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0
`

const okWithSound = `SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
[last_Record-Route:]
Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>
Content-Type: application/sdp
Content-Length: [len]

${sdp}`

const ringing = `SIP/2.0 180 Ringing
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>
Content-Length: 0
`

/** Rings, answers, is hung up on. */
export const sippCallee = (): string =>
  scenario('callee', [
    recv('request="INVITE" rrs="true"'),
    send(ringing),
    '<pause milliseconds="200"/>',
    send(okWithSound, ' retrans="500"'),
    recv('request="ACK"'),
    recv('request="BYE"'),
    send(okToLast),
  ])
