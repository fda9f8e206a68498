/** The default export: callable like twilio-node's module, with everything of it as properties. */
import { FaxResponse, MessagingResponse, VoiceResponse } from '@trunkline/twiml/builder'
import {
  AccessToken,
  activitiesUrl,
  ClientCapability,
  defaultEventBridgePolicies,
  defaultWorkerPolicies,
  getExpectedBodyHash,
  getExpectedTwilioSignature,
  Policy,
  reservationsUrl,
  TaskRouterCapability,
  taskQueuesUrl,
  tasksUrl,
  ValidationToken,
  validateBody,
  validateRequest,
  validateRequestWithBody,
  workersUrl,
  workspacesUrl,
} from '@trunkline/wire'
import {
  ClientCredentialProviderBuilder,
  NoAuthCredentialProvider,
  OrgsCredentialProviderBuilder,
} from './auth/credential-providers.ts'
import { Client } from './client/client.ts'
import type { ClientOptions } from './client/options.ts'
import { RestException } from './errors/rest-exception.ts'
import { TwilioServiceException } from './errors/service-exception.ts'
import { RequestClient } from './http/request-client.ts'
import { validateExpressRequest, validateIncomingRequest, webhook } from './webhooks/express.ts'

/** TwiML builders. */
export const twiml = { VoiceResponse, MessagingResponse, FaxResponse }

/** Tokens. */
export const jwt = {
  AccessToken,
  ValidationToken,
  ClientCapability,
  taskrouter: {
    TaskRouterCapability,
    Policy,
    util: {
      defaultWorkerPolicies,
      defaultEventBridgePolicies,
      workspacesUrl,
      taskQueuesUrl,
      tasksUrl,
      activitiesUrl,
      workersUrl,
      reservationsUrl,
    },
  },
}

const parts = {
  Twilio: Client,
  Client,
  twiml,
  jwt,
  RequestClient,
  RestException,
  TwilioServiceException,
  ClientCredentialProviderBuilder,
  OrgsCredentialProviderBuilder,
  NoAuthCredentialProvider,
  validateBody,
  validateRequest,
  validateRequestWithBody,
  validateExpressRequest,
  validateIncomingRequest,
  getExpectedBodyHash,
  getExpectedTwilioSignature,
  webhook,
}

/** The module of twilio-node: a function that makes a client, with the classes and functions as properties. */
export type TwilioModule = ((username?: string, password?: string, options?: ClientOptions) => Client) & typeof parts

/** Makes a client: `twilio(accountSid, authToken)`. */
export const twilio: TwilioModule = Object.assign(
  (username?: string, password?: string, options?: ClientOptions): Client => new Client(username, password, options),
  parts,
)
