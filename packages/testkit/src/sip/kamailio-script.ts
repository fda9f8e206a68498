import type { KamailioOptions } from './kamailio.ts'

/** What the script is made of. */
export interface ScriptParts extends KamailioOptions {
  /** Folder of the modules. */
  readonly modules: string
  readonly port: number
  readonly realm: string
  /** Users with the hash of name, realm and password. */
  readonly secrets: readonly (readonly [name: string, ha1: string])[]
}

const modules = [
  'kex',
  'corex',
  'tm',
  'tmx',
  'sl',
  'rr',
  'pv',
  'maxfwd',
  'usrloc',
  'registrar',
  'textops',
  'siputils',
  'xlog',
  'auth',
  'htable',
]

/** The configuration of a small carrier (https://www.kamailio.org/docs/modules/5.6.x/): users in memory, digest, numbers that ring users, a gateway for all others. */
export function kamailioScript(parts: ScriptParts): string {
  return `${head(parts)}\n${requestRoute(parts)}\n${authRoute(parts)}\n`
}

function head({ modules: path, port, secrets }: ScriptParts): string {
  const users = secrets.map(([name, ha1]) => `  $sht(users=>${name}) = "${ha1}";`).join('\n')
  return `#!KAMAILIO
debug=1
log_stderror=yes
fork=yes
children=2
tcp_children=2
socket_workers=2
auto_aliases=no
listen=udp:127.0.0.1:${port}
listen=tcp:127.0.0.1:${port}
mpath="${path}/"
${modules.map((name) => `loadmodule "${name}.so"`).join('\n')}
modparam("usrloc", "db_mode", 0)
modparam("registrar", "max_expires", 3600)
modparam("auth", "nonce_count", 1)
modparam("auth", "qop", "auth")
modparam("auth", "nonce_expire", 300)
modparam("htable", "htable", "users=>size=6;")
modparam("rr", "enable_full_lr", 1)
event_route[htable:mod-init] {
${users}
}`
}

function requestRoute({ numbers, gateway, recordRoute = 'loose', challenges = true }: ScriptParts): string {
  const rings = Object.entries(numbers).map(
    ([number, user]) => `  if ($rU =~ "^\\\\+?${number.replace('+', '')}$") { $rU = "${user}"; route(LOOKUP); exit; }`,
  )
  const out = gateway === undefined ? 'sl_send_reply("404", "Not Found");' : `$du = "sip:${gateway}"; route(RELAY);`
  return `request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (is_method("OPTIONS") && uri == myself && !has_totag()) { sl_send_reply("200", "OK"); exit; }
  if (is_method("CANCEL")) { if (t_check_trans()) { route(RELAY); } exit; }
  if (has_totag()) {
    if (loose_route()) { route(RELAY); exit; }
    if (is_method("ACK")) { if (t_check_trans()) { route(RELAY); } exit; }
    if (uri != myself) { route(RELAY); exit; }
    sl_send_reply("404", "Not here"); exit;
  }
  t_check_trans();
  if (is_method("REGISTER")) { route(AUTH); if (!save("location")) { sl_reply_error(); } exit; }
  if (!is_method("INVITE|MESSAGE")) { sl_send_reply("405", "Method Not Allowed"); exit; }
  ${challenges ? 'route(AUTH);' : ''}
  remove_hf("Route");
  ${recordRoute === 'loose' ? 'record_route();' : ''}
${rings.join('\n')}
  ${out}
  exit;
}
route[LOOKUP] {
  if (!lookup("location")) { sl_send_reply("480", "Temporarily Unavailable"); exit; }
  route(RELAY);
}
route[RELAY] {
  if (!t_relay()) { sl_reply_error(); }
  exit;
}`
}

function authRoute({ realm, gateway }: ScriptParts): string {
  const trusted =
    gateway === undefined
      ? ''
      : `  if ($si == "127.0.0.1" && $sp == ${gateway.split(':')[1]} && !is_method("INVITE")) return;\n`
  return `route[AUTH] {
${trusted}  $var(method) = $rm;
  if (is_method("REGISTER")) {
    $var(name) = $sht(users=>$au);
    if ($au == $null || !pv_www_authenticate("${realm}", "$var(name)", "1")) { www_challenge("${realm}", "1"); exit; }
  } else {
    $var(name) = $sht(users=>$au);
    if ($au == $null || !pv_proxy_authenticate("${realm}", "$var(name)", "1")) { proxy_challenge("${realm}", "1"); exit; }
  }
  consume_credentials();
}`
}
