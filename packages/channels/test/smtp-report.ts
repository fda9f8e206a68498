/** A delivery status notification as RFC 3464 has it. */
export function deliveryReport({
  to,
  action,
  status,
  diagnostic,
  original,
}: {
  to: string
  action: string
  status: string
  diagnostic?: string
  original?: string
}): string {
  return [
    'From: Mail Delivery System <MAILER-DAEMON@mx.example.org>',
    `To: ${to}`,
    'Subject: Mail delivery failed',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain',
    '',
    'Your message could not be delivered.',
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    'Arrival-Date: Fri, 20 Nov 2026 21:00:00 +0000',
    '',
    'Final-Recipient: rfc822; ann@example.org',
    `Action: ${action}`,
    `Status: ${status}`,
    ...(diagnostic === undefined ? [] : [`Diagnostic-Code: smtp; ${diagnostic}`]),
    '',
    '--b1',
    'Content-Type: message/rfc822',
    '',
    original ?? 'Subject: A subject\r\n\r\nbody',
    '',
    '--b1--',
    '',
  ].join('\r\n')
}
