/** What each metric of ours means, for `# HELP` and for the documentation. */
export const metricHelp: Readonly<Record<string, string | undefined>> = Object.freeze({
  trunkline_http_request_seconds:
    'Time from a request’s headers to the end of its answer, by route, method and status.',
  trunkline_http_streams: 'Live event streams that are open.',
  trunkline_queue_depth: 'Deliveries that are waiting, by place.',
})
