/** What the secret of an endpoint is sealed for, so that it opens nowhere else. */
export const secretContext = (endpointId: string): string => `webhook_secret:${endpointId}`
