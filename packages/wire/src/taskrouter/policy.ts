/** What a policy allows: a URL, a method, and what the query and the form must hold. */
export interface PolicyOptions {
  /** Where: a URL, in which `*` stands for one part of the path and `**` for any number. */
  url?: string
  /** Default GET. */
  method?: string
  /** What the query must have. */
  queryFilter?: object
  /** What the form must have. */
  postFilter?: object
  /** Default true. */
  allow?: boolean
}

/** A policy as it stands in the token. */
export interface PolicyPayload {
  url: string
  method: string
  query_filter: object
  post_filter: object
  allow: boolean
}

/**
 * A request that a TaskRouter token allows or forbids. Unlike in twilio-node, where it always allows, `allow: false` forbids.
 */
export class Policy {
  url: string
  method: string
  queryFilter: object
  postFilter: object
  allow: boolean

  constructor(options: PolicyOptions = {}) {
    this.url = options.url || ''
    this.method = options.method || 'GET'
    this.queryFilter = options.queryFilter || {}
    this.postFilter = options.postFilter || {}
    this.allow = options.allow ?? true
  }

  /** The policy as it stands in the token. */
  payload(): PolicyPayload {
    const { url, method, queryFilter, postFilter, allow } = this
    return { url, method, query_filter: queryFilter, post_filter: postFilter, allow }
  }
}
