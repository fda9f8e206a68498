// Made by generate/rest-errors.ts; change that, or its source, instead.

/** The parts of the platform that codes belong to. */
export const restErrorAreas = [
  'accounts',
  'applications',
  'auth',
  'calls',
  'channels',
  'conference',
  'general',
  'keys',
  'lookup',
  'media',
  'messaging',
  'messaging-service',
  'numbers',
  'queue',
  'recording',
  'sdk-voice',
  'sip',
  'streams',
  'taskrouter',
  'twiml',
  'verify',
  'voice',
  'webhook',
] as const

/** One line a code: code|status, empty when it is only logged|index of the area in base 36, `w` behind it for a warning|condition. */
export const restErrorRows: string = `400|400|6|Generic log entry for a request that the API judged malformed and gave no narrower code
403|403|2|Caller is known but key scope, account state or test credentials bar the requested endpoint
404|404|6|Generic log entry when an addressed path has nothing behind it
410|410|6|Catch-all entry for an error number the dictionary does not describe
503|503|6|Generic log entry for a failure inside the platform
10001|401|2|Any API action or call while the account is disabled, closed, out of money or suspended
10002|403|6|Trial account asks for something reserved for paid accounts
10003||l|Inbound call turned away because the owning account was inactive at that moment
10004||l|New call dropped because the account already has its permitted number of simultaneous calls
10005||l|Call attempted on an account whose voice product was switched off
11100||m|A configured or supplied webhook address cannot be parsed as a URL
11200||m|Fetching a webhook or TwiML document failed or came back with a 4xx/5xx
11201||m|No TCP connection to the customer's server within the connect time limit, after retry
11202||m|Customer's server actively refused the TCP connection
11203||m|Whole webhook exchange including retries ran past the total time budget
11205||m|Network-level fault while connecting to the webhook host
11206||m|Webhook server replied with something that is not valid HTTP
11210||m|Host part of the webhook URL could not be resolved or is malformed
11215||m|Webhook server kept redirecting beyond the allowed hops
11216||m|Webhook server's Location header is missing or unusable
11217||m|Callback endpoint answered a notification with a 4xx/5xx
11220||m|TLS negotiation with the webhook host broke off
11235||m|Certificate names a different host than the webhook URL
11236||m|Certificate of the webhook host is past its end date
11237||m|Certificate chain of the webhook host does not lead to a trusted root
11240||m|Connection override in the URL fragment names an edge that does not exist
11241||m|Connection override names an edge not usable for this traffic
11242||m|Connection override asks for Interconnect without the account being enabled
11243||m|Connection override has a bad retry-policy (rp) value
11251||m|Unrecoverable breach of HTTP by the webhook server
11300||m|Templated webhook URL has broken template syntax
11310||m|Templated webhook URL mentions a variable that is not defined
11320||m|Templated webhook URL leaves a bracket open
11321||mw|Messaging webhook setup is inconsistent so it was not called as intended
11322||mw|Messaging webhook is set to an unsupported HTTP method
11750||j|TwiML document fetched from a webhook is bigger than 64 kB
11751||9|Attachments of a message add up to more than the channel allows
11770||m|Webhook server sent a chunked reply without any content
12100||j|Fetched or inline TwiML is not well-formed XML
12101||j|Response root carries an unknown version attribute
12102||j|Outermost element of the document is something other than Response
12200||jw|Document is well-formed but breaks the TwiML schema; unknown verb or attribute; processing continues
12300||j|Webhook answered with a media type the interpreter cannot handle
12301||j|File offered for upload has an unsupported media type
12400||j|Interpreter failed internally while handling the webhook's reply
13000||jw|One Dial holds a Conference beside Number nouns
13110||j|Annotate verb has no acceptable child
13111||j|Annotate verb repeats a child that may appear once
13112||jw|Annotate verb holds an unsupported child
13120||j|Annotate's BillingReferenceTag text is longer than 128
13201||j|Dial verb used inside a leg that was itself created by a Dial
13210||jw|Dial method attribute is neither GET nor POST
13211||jw|Dial ifMachine attribute has an unknown value
13212||jw|Dial timeout is not a positive whole number in range
13213||jw|Dial hangupOnStar is not a boolean
13214||jw|Dial callerId is neither a leg's own number nor one validated for this account
13215||jw|Dial contains a child other than its permitted nouns
13216||jw|Dial timeLimit is not a number of seconds in range
13217||jw|Dial record attribute has an unknown value
13218||jw|Dial sequential is not a boolean
13219||jw|Dial answerOnBridge is not a boolean
13220||jw|Dial ringTone names no supported tone
13221||jw|Number noun's method is neither GET nor POST
13222||jw|Number noun's sendDigits has characters other than digits, w, star, hash
13223||jw|Text inside Dial or Number cannot be read as a phone number
13224||j|Dialled number does not exist or is in a range the platform never calls
13225||j|Dialled number is on a fraud or compliance block list
13226||jw|Dialled number has a country prefix that does not exist
13227||j|Dialled country is switched off in the account's voice geographic permissions
13230||5w|Conference noun's muted is not a boolean
13231||5|Conference noun's endConferenceOnExit is not a boolean
13232||5w|Conference noun's startConferenceOnEnter is not a boolean
13233||5w|Conference noun's waitUrl is not a usable URL
13234||5w|Conference noun's waitMethod is neither GET nor POST
13235||5w|Conference noun's beep value is unknown
13236||5w|Conference noun refers to a sid that does not parse
13237||5w|Conference room name is empty or otherwise unacceptable
13238||5|Wait, hold or announce document has a verb beyond Say, Play, Pause, Redirect
13239||5|Conference noun's trim value is unknown
13240||5|Conference noun coaches a call sid that is not in that room
13241||jw|Sip noun's method is neither GET nor POST
13242||jw|Sip noun's sendDigits has unsupported characters
13243||jw|Sip noun's address cannot be parsed as a SIP URI
13244||jw|SIP peer demanded credentials and the noun supplied none that work
13245||jw|Dial noun exists only in another API version
13246||jw|Account has no SIP dialling enabled
13247||j|Dial's caller ID is not owned, verified or acceptable, so dialling fails
13248||jw|Dial's caller ID text exceeds the length limit
13249||jw|Sip noun's username or password attribute is malformed
13250||jw|Dial lists more SIP addresses than allowed
13251||jw|SIP URI carries more headers than allowed
13252||jw|SIP URI carries a header name that is not permitted
13253||jw|SIP URI carries a header beyond the size limit
13254||jw|SIP host name has no DNS answer or points at private address space
13255||jw|Dialled a sip.twilio.com host that policy forbids
13256||ew|recordingStatusCallback attribute is not a usable URL
13257||e|transcribeCallback attribute is not a usable URL
13258||j|Sim noun used in a region without that feature
13299||5|Old API version asked for a newer conference feature
13310||jw|Gather finishOnKey is not a keypad key
13311||jw|Gather finishOnKey refused (second code for the same attribute)
13312||jw|Gather method is neither GET nor POST
13313||jw|Gather timeout is not a positive whole number
13314||jw|Gather numDigits is not a whole number of at least one
13320||jw|Gather contains a verb other than Say, Play or Pause
13321||jw|Say inside Gather names an unknown voice
13322||jw|Say inside Gather has a non-numeric loop
13325||j|File played inside Gather is not a supported audio type
13326||jw|Gather input is not dtmf, speech or both
13327||jw|Gather speechTimeout is neither auto nor a positive number
13328||jw|Gather maxSpeechTime is out of range
13329||jw|Gather partialResultCallbackMethod is neither GET nor POST
13330||jw|Gather hints exceed count or length limits
13331||jw|Gather language is not a supported tag
13332||jw|Gather bargeIn is not a boolean
13333||jw|Gather profanityFilter is not a boolean
13334||jw|Gather speechModel is unknown
13335||jw|Gather pairs automatic speech timeout with a model that lacks it
13337||j|Gather in PCI mode posts to a plain-http action
13338||j|Gather actionOnEmptyResult is not a boolean
13340||j|Gather speech recogniser degraded during the call
13410||jw|Play loop is not a non-negative whole number
13420||j|File given to Play is not a supported audio type
13430||jw|Play digits has characters outside the DTMF set
13510||jw|Say loop is not a non-negative whole number
13511||jw|Say voice is unknown or does not fit the language
13512||jw|Say (or Gather) language tag is not supported
13513||jw|Say rate is out of range
13520||jw|Say has nothing to speak or unusable markup
13521||jw|Say text is longer than the verb's limit
13610||ew|Record method is neither GET nor POST
13611||ew|Record timeout is not a positive whole number
13612||ew|Record maxLength is below one second or not numeric
13613||ew|Record finishOnKey has a character that is no key
13614||ew|Record transcribe is not a boolean
13615||ew|Record transcribeCallback is not a usable URL (title still speaks of maxLength)
13616||ew|Record playBeep is not a boolean
13617||ew|Finished recording is too short or too long to transcribe
13618||ew|Recording is missing or not ready when transcription starts
13619||ew|Transcription asked for a recording kind that lacks it
13620||ew|No transcription can be made for this recording
13621||e|recordingStatusCallbackEvent lists an unknown event
13622||ew|recordingTrack is not inbound, outbound or both
13699||ew|trim is not trim-silence or do-not-trim
13710||jw|Redirect method is neither GET nor POST
13750||j|Verb does not exist in the API version of this call
13801||j|Refer verb executed on a leg that is not SIP
13802||j|SIP peer sent REFER but the Dial gave no referUrl
13803||j|Sms verb used in a region without messaging
13804||j|Add-ons asked for in a region without them
13805||lw|Trial account's call reached ten minutes and was cut
13810||jw|Reject reason is neither rejected nor busy
13910||jw|Pause length is not a positive whole number
14101||jw|Message/Sms verb's to is not a valid destination
14102||jw|Message/Sms verb's from is not a usable sender of the account
14103||jw|Message/Sms verb has an empty or over-long body
14104||jw|Message/Sms verb's method is neither GET nor POST
14105||jw|Message/Sms verb's statusCallback is not a usable URL
14106||jw|One reply session fetched over 50 documents, typically a Redirect loop
14107||j|Over 30 replies between the same two numbers in a short time
14108||jw|Replying number lacks SMS capability
14109||jw|More than ten reply messages for one inbound message
14110||jw|Voice-only verb appears in a messaging document
14111||jw|Trial account's reply goes to an unverified number
14201||d|Enqueue method is neither GET nor POST
14202||d|Enqueue waitUrl is not a usable URL
14203||d|Enqueue action is not a usable URL
14204||d|Enqueue names a queue with an empty name
14205||d|Enqueue names a queue of 64 characters or more
14206||d|Enqueue waitUrlMethod is neither GET nor POST
14207||dw|Enqueue target already holds its maximum number of callers
14210||d|Queue noun's method is neither GET nor POST
14211||d|Queue noun's url is not usable
14212||d|Queue noun has an empty name
14213||d|Queue noun's name is over the limit
14215||i|Queue noun's reservationSid does not parse
14217||i|Queue noun's reservation is unknown or can no longer be accepted
14218||i|Worker could not be moved to the wanted activity after dequeue
14219||i|TaskRouter dequeue used in a region without it
14220||i|Enqueue workflowSid is no workflow identifier
14221||i|Task attributes in Enqueue are not JSON
14222||i|Task for an Enqueue could not be made
14223||i|Task of an Enqueue could not be cancelled afterwards
14226||i|TaskRouter enqueue used in a region without it
14230||i|Conference noun's workflowSid is no workflow identifier
14231||i|Task attributes in the Conference noun are not JSON
14232||i|Task priority in the Conference noun is not numeric
14233||i|Task timeout in the Conference noun is not numeric
14234||i|Task for a conference could not be made
14235||i|Task of a conference could not be cancelled afterwards
14236||i|Conference noun's reservationSid does not parse
14237||i|Conference noun's postWorkActivitySid does not parse
14238||i|Reservation behind a conference could not be accepted
14239||i|Worker could not be updated after a conference
14240||i|Workspace has more active workers than permitted
14241|400|iw|Statistics query starts more than thirty days ago
14300||j|Start verb has an unsupported child
15000||l|Internal fault while a call was being set up
15002||l|Call progress callback expired while queued behind a slow endpoint
15003||mw|Call status callback endpoint answered with a 4xx or 5xx
15004|400|3|Live call updated with inline TwiML whose action is a relative URL
15009||l|Internal fault during call handling
16000|400|5|Coaching asked for on an account without agent conferences
16001|400|5|Operation on a conference that is not currently active
16002||5|Settings of a conference could not be validated
16003|400|5|Neither the sid nor the room name given matches a conference
16010||5|Internal fault while sending a conference event
16011||5|Conference status callback endpoint answered with an error
16020||5|Joiner refused as the room holds its maximum participants
16021||5|Joiner refused as account-wide conference participants are at the limit
16022|400|5|Operation on a conference that has ended or never existed
16023||5|TwiML participant label is over 128, looks like a CallSid, or has a slash
16024|400|5|REST participant Label is over 128, looks like a CallSid, or has a slash
16025||5|TwiML participant label duplicates one already in the room
16026|400|5|REST participant Label duplicates one already in the room
16027|400|5|Coached participant is currently on hold
16028|400|5|Coached participant is not in the room
16099||5|Conference reached a state the platform did not expect
16101||ew|Recording absent as the audio was too short
16102||ew|Recording absent as it held only silence
16104||e|Recording lost because encrypting it failed
16105||e|Recording lost since no usable public key was set
16106||e|Recording lost by an internal encryption fault
16107||e|Recording encrypted with another key since the account's key is invalid or deleted
16108|400|e|Start of a recording refused since another is running on the call
16109|400|e|Mp3 download asked of an encrypted recording
16110|500|e|Bulk recording removal failed inside
16111||e|Upload to the customer's S3 bucket failed on settings
16112||e|Upload to the customer's S3 bucket was denied
16113|400|ew|Two-channel download asked of a single-channel recording
20001|400|6w|Dictionary: unknown parameters ignored (warning); in practice product APIs use it for missing or invalid parameters
20002|400|6|FriendlyName on any resource is blank or over 64 characters
20003|401|2|Missing or wrong Basic credentials, deleted key, or key not entitled to the addressed account
20004|405|6|Known path called with an HTTP verb it does not offer
20005|403|2|Request by an account that is unfunded, suspended or not activated
20006|403|2|Delegated or restricted caller lacks privilege for the resource
20007|400|6|List call asks for PageSize above 1000
20008|403|2|Test credentials used anywhere but buying numbers, sending messages, making calls
20009|409|6|DELETE of a call or message that has not reached a final state
20010|403|6|Feature of this endpoint is disabled on the account
20011||6|Client connected with TLS older than 1.2
20012||6|Client's TLS cipher suite is not acceptable for PCI
20020|400|6|T-Mobile short-code provisioning: update would change nothing
20023|400|c|T-Mobile short-code provisioning: number is null or has non-digits
20101|401|2|Presented access token (JWT) cannot be validated at all
20102|401|2|Access token header lacks required fields such as typ, alg, cty
20103|401|2|Access token's issuer key or account subject is wrong
20104|401|2w|Access token is past exp or its exp is too far ahead
20105|401|2|Access token's nbf lies in the future
20106|401|2|Access token's grants are malformed or missing
20107|401|2|Access token signed with a secret that does not match the key
20151|401|2|JWT-based request failed to authenticate
20152|401|2|JWT header is malformed
20153|401|2|JWT issuer or subject is not recognised
20154|401|2|JWT claims are malformed
20155|401|2|JWT expiry lies in an unacceptable future
20156|401|2|JWT has run out or has a bad expiry
20157|401|2|JWT lifetime is longer than permitted
20159|401|2|JWT signature check failed
20160|401|2|JWT cannot be decoded
20162|409|6|Two requests update the same resource at once and this one lost
20403|403|2|Authenticated caller is not allowed this action
20404|404|6|SID or path unknown, belongs to another account, was deleted, or account SID in path malformed
20409|409|6|Target is in a state that forbids the change
20410|410|6|Endpoint has been retired, e.g. the old SMS/Messages path
20413|413|6|Request body is over the size limit
20422|422|6|Well-formed request with a wrong value or content type; nothing was processed
20423|422|6|A parameter that must be a SID is not one
20426|426|6|Client must switch protocol before the server will serve it
20429|429|6|Account has too many API requests in flight; nothing processed, retry with backoff
20500|500|6|Unhandled fault inside the API
20503|503|6|API temporarily unavailable
20504|504|a|Platform failed inside while processing a message
21100|400|0|Umbrella code for faults with the Accounts resource
21101|400|0|Subaccount tries to create an account below itself
21102|400|0|Creating one more Service exceeds the per-account count for the product
21200|400|3|Umbrella code for faults with the Calls resource
21201|400|3|Calls create without To
21202|400|3|Calls create to a premium-rate number
21203|400|3|Calls create to a country the account may not reach (older code)
21204|400|3|Call was already started; not expected in practice
21205|400|3|Calls create or update: Url malformed, or Url, Twiml and ApplicationSid all absent
21206|400|3|Calls create: SendDigits has anything but digits, star, hash, w
21207|400|3|Calls create: legacy IfMachine is not Continue or Hangup
21208|400|3|Calls create: Timeout is not a positive whole number
21209|400|3|Calls create or update: Method is neither GET nor POST
21210|400|3|Calls create: From is well formed but neither owned by nor verified for the account
21211|400|a|Messages (or Calls) create: To does not parse as a possible phone number
21212|400|a|Messages or Calls create: From does not parse as number, short code or sender ID
21213|400|3|Calls create without From
21214|400|3|Calls create: To is valid but no route reaches it
21215|400|3|Calls create: To's country is off in voice geographic permissions
21216|400|3|Calls create: To is blocked by the platform or by missing customer profile
21217|400|3|Calls create: To does not parse as a possible phone number
21218|400|3|Calls create: ApplicationSid unknown or owned by someone else
21219|400|3|Calls create on trial: To is not a verified caller ID
21220|400|3|Update, redirect or record of a call that is not in progress
21221|400|3w|Calls create: SipAuthUsername over 255 characters
21222|400|3w|Calls create: SipAuthUsername has characters SIP forbids
21223|400|3w|Calls create: SipAuthPassword over 255 characters
21224|400|3w|Calls create: SipAuthPassword has characters SIP forbids
21225|400|3w|Calls create: SIP user name given without password
21226|400|3w|Calls create to a SIP address without SIP enabled
21227|400|3w|Calls create: header part of the SIP address is 1024 or longer
21228|400|3w|Calls create: SIP header name has forbidden characters
21229|400|3w|Calls create: SIP header value has forbidden characters
21230|400|g|SIP domain create beyond 100 per account
21231|400|g|SIP domain create or update has a bad parameter
21232|400|g|SIP domain name is malformed, taken or below someone else's
21233|400|g|SIP domain delete while children of it remain
21234|400|3|Calls create: MachineDetection value or tuning is not permitted
21235|400|g|IP access control list create or update has a bad parameter
21236|400|g|IP access control list delete while mapped to a domain
21237|400|g|Adding an address to a full IP list
21238|400|c|Address resource create or update has a bad parameter
21239|400|g|Credential list create beyond the account limit
21240|400|g|Credential list create or update has a bad parameter
21241|400|g|Credential list delete while mapped to a domain
21242|400|g|Adding a credential to a full list
21243|400|g|Credential create or update has a bad parameter
21252|400|6|Region parameter is not a known region
21262||3w|Async answering-machine detection asked for but no callback URL for its result
21263||3w|Calls-only machine-detection options sent to Participants or a Dial noun
21264||l|Trial number receives a call from an unverified caller
21265|400|a|Messages create: To is a short code
21266|400|a|Messages create: To equals From
21267|400|a|Messages create on trial with an alphanumeric From
21268|400|a|Messages create: To is a premium-rate or information line
21300|400|g|ByocTrunk parameter is not a known trunk
21301|400|1|Applications create once the account holds 1000
21302||1w|Warning that the application count nears its cap
21401|400|c|Number parameter for caller ID or purchase is not a valid number
21402|400|c|IncomingPhoneNumbers or Applications: a voice or SMS URL is not absolute http(s)
21403|400|c|IncomingPhoneNumbers or Applications: a method parameter is neither GET nor POST
21404|400|c|Trial account tries to buy a number
21405|400|c|VoiceFallbackUrl set while VoiceUrl is empty
21406|400|c|SmsFallbackUrl set while SmsUrl is empty
21407|400|c|SMS settings given for a number without SMS
21408|400|a|Messages create: To's country is off in messaging geographic permissions
21409|400|c|VoiceCallerIdLookup set on a number that cannot have it
21420|400|c|VoiceApplicationSid or SmsApplicationSid is unknown or another account's
21421|400|c|IncomingPhoneNumbers create: PhoneNumber does not parse
21422|400|c|IncomingPhoneNumbers create: PhoneNumber is taken or not in inventory
21449|400|c|OutgoingCallerIds: number is already usable as sender
21450|400|c|OutgoingCallerIds create: number is already verified here
21451|400|c|IncomingPhoneNumbers create or search: AreaCode is not three valid digits
21452|400|c|IncomingPhoneNumbers create: AreaCode has no stock
21453|400|c|Trial verification of a number tied to another trial
21454|400|c|OutgoingCallerIds create: CallDelay outside 0-60
21455|400|c|PlayUrl is not an absolute http(s) URL
21456|400|c|Callback of a caller ID validation is not an absolute http(s) URL
21457|400|c|AreaCode sent to the Local or TollFree purchase path
21458|400|c|Local or TollFree purchase path given the other number kind
21470|400|0|AccountSid parameter is not AC plus 32 hex
21471|400|0|AccountSid parameter names no account
21472|400|0|AccountSid to receive a number is not active
21473|400|0|Number transfer to an account outside the family
21474|403|0|Number transfer asked for by a subaccount
21475|400|0|Accounts update: Status not active, suspended or closed
21476|400|0|Accounts update: subaccount Status while the parent is suspended
21477|400|0|Accounts update: Status sent for the parent itself
21478|400|0|Accounts update: subaccount was suspended by the platform
21479|400|0|Accounts update: closed subaccount cannot change Status
21480|400|0|Accounts create beyond the subaccount limit
21481|400|6|List call: PageToken cannot be decoded
21501|400|e|Recording still being processed; the answer carries Retry-After
21502|400|e|Callback URL of a recording or transcription request is malformed
21503|400|e|Transcription type is not one of the choices
21504|400|e|Transcriptions create without RecordingSid
21601|400|a|Messages create: From is not one of the account's inbound SMS numbers (older code)
21602|400|a|Messages create with From but neither Body nor MediaUrl
21603|400|a|Messages create with neither From nor MessagingServiceSid
21604|400|a|Messages create without To
21605|400|a|Retired SMS/Messages path with Body over 160
21606|400|a|Messages create: From is not an SMS-capable sender of this account for that destination
21607|400|a|Trial account sends from something other than its trial or sandbox number
21608|400|a|Messages create on trial: To is not verified
21609|400|a|Messages or Calls create: StatusCallback is malformed, not public, or over 4000 characters
21610|400|a|Messages create: To has sent STOP to this sender or service
21611|429|a|Messages create: From's outbound queue is full
21612|400|a|Messages create: no route for this To and From pair
21613|400|c|Purchase needs an address certification
21614|400|a|Messages create: To cannot receive SMS, such as a fixed line
21615|400|c|Purchase needs an address in the number's country or area
21616|400|a|Messages create: shortened From fits several owned numbers
21617|400|a|Messages create: Body beyond 1600 characters
21618|400|a|Messages create: content filtered by every candidate carrier
21619|400|a|Messages create with MessagingServiceSid but no Body, MediaUrl or ContentSid
21620|400|9|Messages create: a MediaUrl is not absolute http(s)
21621|400|9|Messages create with MediaUrl: From lacks MMS
21622|400|9|Messages create with MediaUrl: account lacks MMS
21623|400|9|Messages create with more than ten MediaUrl values
21624|400|a|Messages create: ValidityPeriod not a whole number from 1 to 36000
21626||3|Calls create: unknown StatusCallbackEvent; call is still created (201), warning logged, no callbacks
21627|400|a|Messages create: MaxPrice is not a positive number
21628|400|c|Address could not be validated
21629|400|c|Address not accepted, a corrected one is suggested
21630|400|c|Address edit while tied to an approved document
21631|400|c|Purchase or update needs an AddressSid
21634|400|g|Trunk delete while emergency calling depends on it
21635|400|a|Messages create: To is a landline
21644|400|c|End-user delete while assigned to a bundle
21645|400|c|Supporting document delete while assigned to a bundle
21648|400|c|Bundle delete while numbers use it
21649|400|c|Purchase or update needs a BundleSid
21650|400|c|Purchase needs an approved identity document
21651|400|c|Document given does not meet the country's rule
21652|400|a|Messages create: MMS subject over 40 characters
21653|400|a|Messages create lists more recipients than the channel allows, one for SMS
21654|400|a|Messages create with ContentVariables but no ContentSid
21655|400|a|Messages create: ContentSid unknown or malformed
21656|400|a|Messages create: ContentVariables is not valid JSON for the template
21657|400|a|Sender ID is unsupported at the destination
21658|400|a|Content template: a parameter is over its length limit
21659|400|a|Messages create: From is no platform number, or short code of another country
21660|400|a|Messages create: From belongs to a different account
21661|400|a|Messages create: From is owned but cannot text
21662|400|a|Messages create in region IE1 with a pair not supported there
21663|400|a|Messages create: From's inbound/outbound region routing is misconfigured
21664|400|a|FallbackFrom combined with an explicit From
21665|400|a|FallbackFrom is no valid sender
21666|400|a|FallbackFrom given without MessagingServiceSid
21667|400|a|FallbackFrom given but the service has no RCS sender
21668|400|a|Messages create in region IE1 from an unsupported kind of number
21701|404|b|MessagingServiceSid names no service of this account
21702|400|b|Service temporarily cannot send; caller may retry
21703|400|b|Service has senders but none fits this destination or media; may surface asynchronously
21704|400|b|Service's sender pool is empty; may surface asynchronously
21705|400|b|MessagingServiceSid parameter does not have the right form
21708||bw|Alpha sender expected for this destination but not set
21709|400|b|AlphaSender create with a bad name, or service without alpha senders
21710|409|bw|Adding a number the service already has
21711|404|bw|Removing or naming a sender not in the service
21712|409|b|Adding a number held by a different service
21713|400|b|Service Usecase value is unknown
21714|400|b|Adding a number to a full pool
21715|400|b|Adding a number with neither SMS nor MMS ability
21717|400|b|Campaign create: brand SID is unregistered or wrong
21719|400|b|Service use case clashes with campaign use case
21720|400|b|Campaign use case is unknown
21727|400|b|Campaign create lacks a required field
21728|400|b|Campaign create has a field of wrong length
21733||bw|No default service configured
21900|400|a|Indian DLT principal entity id is malformed
21901|400|a|Indian DLT template id is malformed
21902|400|a|Invoice tag is over 32 characters
21910|400|a|Messages create: To and From are of different channels
22001||d|REST call expired before it could be placed, calls-per-second too low
22005||d|REST calls waiting to be placed already exceed 24 hours of backlog
22102|400|c|Hosting order: phone number malformed
22103|400|c|Hosting order: country unsupported
22105|400|c|Hosting order: URL malformed
22106|400|c|Hosting order: method is neither GET nor POST
22108|400|c|Hosting order: application SID malformed
22109|400|c|Hosting order: address SID malformed
22300|403|c|Account may not obtain new long codes
22350|400|c|Release refused while the number is being ported away
22400|400|c|Number has an active inbound route, so the change is refused
22401|400|c|Field not available for numbers in that region
22402|400|c|Operation not offered in that region
22403|400|c|Operation not offered in that region (second code)
22500||c|Number still runs on a deprecated API version
23001||aw|Redaction conflicts with STOP filtering on long codes
23002||aw|Redaction conflicts with STOP filtering on short codes
23003||aw|Redaction conflicts with sticky sender
23004||aw|Redaction conflicts with advanced opt-out
23005||aw|Number redaction conflicts with fallback to long code
23006||aw|Redaction conflicts with inbound webhooks by GET
30001||a|Delivery: message sat too long behind its sender's rate and fell out of the queue
30002||a|Delivery: account was suspended between accepting and sending
30003||a|Delivery: handset off, out of coverage or not able to take texts
30004||a|Delivery: recipient or carrier refuses this message
30005||a|Delivery: carrier no longer knows the number
30006||a|Delivery: destination is a fixed line or its carrier takes no texts
30007||a|Delivery: message dropped as spam or policy violation by carrier or platform
30008||a|Delivery: failed with no reason reported
30009||a|Inbound: a part of a multi-part message never arrived
30010||a|Delivery: price would be over the MaxPrice given
30011||a|Delivery: recipient's region or number cannot take MMS
30012||a|Message time-to-live is below the permitted minimum
30013||a|Message time-to-live is above the permitted maximum
30014||a|List of recipients is empty or too long
30015||a|To or From carries an unknown or empty channel prefix
30016||a|Sender and recipient belong to incompatible channels
30017||a|Delivery: carrier network overloaded
30018||aw|Warning: destination's carrier wants the sender registered beforehand
30019||a|Delivery: content larger than the carrier takes
30020||a|Scheduled sending failed inside the platform
30021||b|Messaging service routing failed inside the platform
30022||a|Delivery: registered US campaign went over its rate
30023||a|Delivery: registered US brand used up its day's allowance
30024||a|Delivery: carrier does not have the sending number set up
30025||aw|Warning: half of the T-Mobile daily allowance is used
30026||aw|Warning: seventy percent of the T-Mobile daily allowance is used
30027||a|Delivery: T-Mobile daily allowance is used up
30028|400|a|API version is neither 2008-08-01 nor 2010-04-01
30029|400|a|Messages create: ContentRetention unknown, or privacy feature not enabled
30030|400|a|Messages create: AddressRetention unknown, or privacy feature not enabled
30031|400|a|Messages create: MaxRate is unusable
30032||a|Delivery: toll-free sender is not verified
30033||a|Delivery: US campaign is suspended
30034||a|Delivery to US: ten-digit sender has no campaign
30035||a|Delivery to US: sender's campaign setup is still in progress
30036||a|Delivery: ValidityPeriod ran out while queued
30037||a|Delivery: outbound messaging is turned off for the account
30038||a|Inbound: body held a one-time code; redacted and failed
30039||aw|Warning: suppressed as two numbers keep answering each other
30040||a|Delivery: destination requires a registered sender ID
30041||a|Delivery to UK from an unregistered sender
30042||a|Delivery: sender ID is generic or has special characters
30043||a|Delivery: international traffic attempted over a domestic route
30104||bw|Shortened link unknown, visitor sent to fallback
30105||bw|Shortened link unknown and no fallback set
30109|400|b|Link shortening callback URL is malformed
30122|400|b|Link shortening fallback URL is malformed
30124|400|b|Link shortening call lacks MessagingServiceSid
30127|400|b|Link shortening call has a malformed MessagingServiceSid
30400|400|a|Messaging request carries invalid parameters
30404|404|a|Messaging resource is absent
30409|409|a|Messages update Status=canceled once sending has begun or finished
30410||a|Delivery: provider did not answer in time
30450||a|Delivery blocked by platform fraud protection
30453||a|Delivery: suspected fraud traffic to that destination
30454||a|Delivery: trial account is over its message limit
30485||a|Delivery failed for a reason not disclosed (second code)
30500||a|Delivery: internal fault in messaging
30610||a|Delivery: local quiet-hours rule blocks non-essential messages
30615||a|Delivery failed, undisclosed group 30615
30620||a|Delivery failed, undisclosed group 30620
30630||a|Asynchronous form of sending to someone who opted out
30646|400|a|Consent management: entry could not be stored
30647|400|a|Contact management: entry could not be stored
30648|403|a|Subaccount may not change messaging geographic permissions
30649|500|a|Messaging geographic permissions could not be saved
31000||f|Unspecific fault reported by the voice edge
31001||f|Access token names an application that does not exist
31002||f|Backend declined to set up the client's call
31003||f|Call set-up from the client timed out
31005||f|Signalling connection faulted, often since TwiML failed or hung up early
31006||f|Browser or handset audio device failed
31007||f|Client library too old
31008||f|Caller gave up before the client answered
31009||f|No usable transport to the signalling edge
31100||f|Signalling message from the client is malformed
31101||f|Signalling message lacks its parameter list
31102||f|Signalling message came without a token
31103||f|Custom connect parameters are too long in total
31104||f|Bridge token in signalling is not valid
31105||f|Client identity has forbidden characters or is over 256 long
31106||f|Signalling data not understood
31107||f|Reconnect parameter sent by the client is not valid
31201||f|Authorisation failed (older meaning: microphone access fault)
31202||f|Token signature does not match its key's secret
31203||f|Token's account is missing, inactive or out of funds
31204||f|Token cannot be decoded
31205||f|Token has run out
31206||f|Client is over its permitted request rate
31207||f|Token lifetime is over the permitted maximum
31208||f|Person refused microphone access (replaced by 31401)
31209||f|Reconnecting with given credentials failed
31210||f|Call message type is unknown
31211||f|Call message sent before the call can carry it
31212||f|Call message body is over the size limit
31301||f|Mobile registration for incoming calls failed
31302||f|Cancel notification is in an unsupported format
31400||f|SIP 400 from the far side
31401||f|Browser or person refused microphone access
31402||f|Microphone present but could not be opened
31403||f|SIP 403: token lacks permission for this call
31404||f|SIP 404: callee or endpoint unknown
31408||f|SIP 408: no timely answer
31409||f|SIP 409: state conflict
31426||f|SIP 426: newer protocol demanded
31429||f|SIP 429: too many requests
31480||f|SIP 480: callee currently unavailable
31481||f|SIP 481: call leg no longer known
31484||f|SIP 484: number incomplete
31486||f|SIP 486: callee busy
31487||f|SIP 487: request was cancelled
31500||f|SIP 500 from the far side
31502||f|SIP 502: bad answer from an upstream
31503||f|SIP 503: upstream unavailable
31504||f|SIP 504: upstream timed out
31530||f|Host name of the edge could not be resolved
31600||f|SIP 600: busy everywhere
31603||f|SIP 603: callee declined
31604||f|SIP 604: callee exists nowhere
31900||h|Media stream failed with no known reason
31901||h|Media stream's WebSocket did not connect in time
31902||h|Media stream's WebSocket host refused the connection
31903||h|Media stream's WebSocket broke while writing
31904||h|Media stream's WebSocket host not reachable
31910||h|Media stream's TLS session failed
31920||h|WebSocket server answered the upgrade with other than 101
31921||h|WebSocket close was not orderly
31922||h|Stream url is not wss
31923||h|Stream url cannot be parsed
31924||h|WebSocket frame from the server breaks the protocol
31930||hw|Server sends audio faster than the buffer drains
31931||hw|Some audio was thrown away
31940||h|Stream connectorName is unknown
31941||h|Stream track is unknown or not allowed with that verb
31942||h|Connector's configuration is unusable
31950||hw|Server sent text that is not JSON
31951||hw|Server sent JSON of an unknown shape
31952||h|Named stream extension does not exist
31953||hw|No audio packets arrived for the stream in time
31960||h|Too many simultaneous streams
32001||g|Trunk is over its calls-per-second
32002||gw|Dial to a SIP domain that does not exist
32005||g|Trunk's account has voice switched off
32006||gw|SIP call looped through too many hops
32007||gw|Too many devices registered for one SIP user
32008||gw|SIP registrations come too fast
32009||gw|Dialled SIP user has no registration in the domain
32010||g|Trunk has no usable origination address
32011||gw|Customer's SIP equipment did not respond properly
32014||lw|Call cut since no audio arrived
32015||lw|Call cut at its maximum duration
32016||l|No ringing from the phone network in time
32017||l|Carrier analytics blocked the call by caller ID reputation
32018|400|3|Calls create or update: Twiml parameter over 4000 characters
32019||3w|Both Twiml and Url sent; Url is used, warning logged
32021||lw|Caller-ID attestation could not be checked
32022||g|SIP peer never acknowledged the answer
32100||gw|Trial account dials an unverified number over SIP
32101||gw|Number in the SIP request is malformed
32102||gw|SDP in the SIP request is malformed
32201||g|SIP request from an address not on the access list
32202||g|SIP digest credentials are wrong
32203||g|SIP call to a blocked destination
32204||g|SIP caller ID is not verified
32205||g|SIP call to a country without permission
32206||g|SIP caller ID is malformed
32700|500|l|User-defined message failed inside
32701|400|lw|User-defined message has a wrong content type
32702|400|lw|User-defined message content is malformed
32703|400|lw|User-defined message is too long
35111|400|a|Messages create: ScheduleType=fixed but no SendAt
35114|400|a|Messages create: SendAt not UTC ISO 8601, or outside 15 minutes to 35 days ahead
35115|400|a|Same SendAt window fault as 35114, second code
35117|400|a|Same SendAt window fault as 35114, third code
35118|400|a|Messages create: schedule fields without a MessagingServiceSid
35125|400|a|Account holds its maximum of scheduled messages
35126|400|a|ScheduleType value is unknown or unfit for the channel
35127|400|a|Bulk send with Body next to ContentVariables
35133|400|a|Bulk send with a malformed Messages array
35134|400|a|Bulk send repeats a recipient
40000||i|Assignment callback answer was not labelled JSON
40001||iw|Assignment callback answer is not JSON
40005||iw|Assignment callback answer names no instruction
40100||i|Reject instruction has an unusable activity_sid
40110||i|Call instruction lacks a usable to
40111||i|Call instruction lacks a usable from
40112||i|Call instruction lacks a usable url
40113||i|Call instruction could not place its call
40114||i|Call instruction came for a reservation no longer pending
40120||i|Redirect instruction lacks a usable url
40121||i|Redirect instruction lacks a usable call_sid
40122||i|Redirect instruction could not redirect the call
40123||i|Redirect instruction came for a reservation no longer pending
40130||i|Dequeue instruction has an unusable post_work_activity_sid
40131||i|Dequeue instruction lacks a usable to
40132||i|Dequeue instruction lacks a usable from
40133||i|Dequeue instruction could not place its call
40134||i|Dequeue instruction lists unknown status events
40135||i|Dequeue instruction came for a reservation no longer pending
40136||i|Conference instruction came for a reservation no longer pending
40137||i|Conference instruction has no to
40138||i|Conference instruction has no from
40140||i|Dequeue instruction's task has no call_sid
40153||iw|List was paged by absolute page numbers
53000||f|Signalling link failed
53001||f|Signalling link dropped
53002||f|Signalling link timed out
53003||f|Edge sent something the client cannot parse
53004||f|Client sent something the edge cannot parse
53400||f|Client failed to build its media offer or answer
53401||f|Server failed to build its media offer or answer
53402||f|Client failed to apply the other side's media description
53403||f|Server failed to apply the client's media description
53404||f|Both sides share no codec
53405||f|Media path never came up or went silent
53406||f|Data track's channel failed
53407||f|DTLS set-up of the media path failed
53408||f|ICE restart tried where forbidden
60001||k|Downstream login failed for the given account
60002||k|Silent network check: device did not open the URL in time
60003||k|No data about the end user
60004||k|Account is not set up for this endpoint
60005||8|Talking to the carrier failed
60006|400|8|Downstream party calls a well-formed number invalid
60007||k|Downstream verification step failed
60008||8|Number's carrier does not serve this endpoint
60200|400|k|Verifications or VerificationCheck: To, Channel, Code or another parameter malformed or missing
60201|400|k|Chosen template translation is not approved
60202|429|k|VerificationCheck: sixth try after five wrong codes on one verification
60203|429|k|Verifications create: sixth send to one recipient while the verification lives
60204|403|k|Service lacks the wanted premium feature, such as custom codes
60205|403|k|Verifications create by sms to a landline
60206|400|k|PSD2 service: Amount or Payee absent
60207|400|k|Rate limit create beyond the service's maximum
60208|400|k|Rate limit UniqueName is taken
60209|400|k|Rate limit UniqueName has wrong characters or length
60210|400|k|Rate limit already has its maximum of buckets
60211|400|k|Rate limit has a bucket of that interval
60212|429|k|Several verification requests for one number at the same moment
60213|400|k|Messaging configuration for that country exists
60214|400|k|Voice channel asked on a PSD2 service
60215|400|k|Account has its maximum of mailers
60217|400|k|Email channel used before an email integration exists
60218|400|k|Email template is not active
60219|400|k|Email template lacks the code placeholder
60220|400|k|Messages to China before use-case approval
60221|400|k|VerificationCheck with neither To nor VerificationSid
60222|403|k|Email sender address is not verified
60223|403|k|Verifications create on a channel disabled in the service settings
60224|400|k|Template variables are missing
60225|409|k|Template already has that translation
60226|400|k|Messages to China need a friendly name
60227|400|k|Template does not work on the chosen channel
60228|404|k|TemplateSid unknown
60229|404|k|Template lacks the wanted translation
60236|400|k|Email address has no recognisable domain
60237|400|k|Email domain is banned
60238|403|k|Verifications create blocked while the account's upgrade is under review
60239|403|kw|Own-template feature is off
60240||kw|Warning: template ignored
60241||kw|Warning: fixed text used instead
60242|404|k|WhatsApp template unknown
60243|403|k|CustomMessage given but not permitted
60245|429|k|Email provider says its sending quota is used up
60246|409|k|Service with that identity exists
60247|400|k|Message text is too long
60300|400|k|Entities, Factors or Challenges: a parameter is invalid
60301|409|k|Entity Identity is taken
60302|400|k|Factor type already set
60305|400|k|Factor access token request has bad parameters
60306|400|k|Factor request is malformed
60307|400|k|Push resend asked on a factor without push platform
60308|429|k|Challenge answered wrong too often
60309|429|k|Challenge has sent its maximum of pushes
60310|429|k|Factor answered wrong too often
60311|403|k|Factor could not be verified with the given payload
60312|429|k|Too many challenges for the factor
60313|403|k|Factor create without entitlement
60314|400|k|Factor binding is malformed
60315|400|k|Factor create beyond 20 push or 100 totp for the entity
60317|409|k|Same factor exists
60318|403|k|Challenge on a factor that is not verified
60322|403|k|Challenge was already answered
60323|403|k|Challenge is past its expiry
60324|403|k|Challenge answer is wrong
60325||kw|Warning: locale absent, default text used
60326|429|k|Factors are created too fast for the entity
60328|429|k|Entity requests come too fast
60330|400|k|Verify webhook endpoint failed
60331|400|k|Locale has no text-to-speech voice
60335||kw|Notice: text went out using a template without brand (newer code)
60361|400|k|Account SID absent or malformed
60362|400|k|Factor SID absent or malformed
60363|400|k|Service SID absent or malformed
60364|400|k|Challenge SID absent or malformed
60365|400|k|Entity SID absent or malformed
60366|400|k|Entity absent or malformed
60367|400|k|Entity Identity has wrong length or characters
60368|400|k|Challenge details absent or malformed
60369|400|k|Factor type absent or unknown
60370|400|k|Factor config absent or malformed
60373|400|k|Page size out of range
60374|400|k|Page token malformed
60390|404|k|Factor unknown
60391|404|k|Challenge unknown
60392|404|k|Entity unknown
60408|400|k|TemplateSid sent with a channel other than sms
60410|403|k|Verifications create refused: fraud guard blocks the number prefix for 12 hours
60412|403|k|Verifications create refused by sign-up fraud prevention
60425|400|k|Verification SID absent or malformed
60428|400|k|Channel is not offered
60431|404|k|Verification unknown
60550||k|Automatic channel choice found no usable channel
60600|400|8|Number is not in service or lies outside coverage
60601|403|8|Canadian carrier data needs prior permission
60602|400|k|AppHash sent with a channel other than sms
60605|403|k|Destination is off in Verify's geographic permissions
60606|403|8|Field asked for belongs to a package the account lacks
60607|400|8|Country is unsupported for the package
60608|500|8|Package failed unexpectedly
60609|403|8|Live activity package is off
60610|404|8|No data since the number is out of coverage
60611|429|8|Package quota is used up
60612|400|8|Package works on mobile numbers only
60613|503|8|Data provider is degraded
60614|400|8|Request must go to another region
60616|429|8|Lookups come too fast
60617|400|8|Package lacks required extra parameters
60618|400|8|Package parameter is malformed
60619|400|8|Package cannot run in this region
60620||8|Carrier gave incomplete SIM change data
60621||8|Carrier data is absent
60622|400|8|Number is not among the magic inputs for the package
60623||8w|No successful verification found for the number
60624|429|8|Trial account is over its lookup rate
60699|403|8|Lookup is turned off for the account
63001||4|Channel provider rejected the platform's credentials
63002||4|Provider does not know the sending address
63003||4|Provider does not know the recipient address
63005||4|Provider rejected the content
63006||4|Content cannot be shaped for the channel
63007|400|4|Messages create: prefixed From has no channel sender on this account
63008||4|Channel's set-up is wrong
63009||4|Provider answered with a 5xx
63010||4|Internal fault handling a channel message
63011||4|Provider could not tell the recipient's capabilities
63012||4|Provider failed inside
63013||4|Content breaks the channel's policy
63014||4|Recipient blocked the sender
63015||4|Sandbox recipient never joined the sandbox
63016||4|WhatsApp free text outside the 24-hour window without template
63017||4|Too many messages for the channel
63018||4|Provider throttled the sender
63019||4|Media file could not be fetched for the channel
63020||4|Business manager account is in fault
63021||4|Content type is not valid on the channel
63022||4|Business name certificate is invalid
63023||4|Provider failed without detail
63024||4|Recipient is invalid for the channel
63025||4|Media was already uploaded
63026||4|Provider flagged the sender as spam
63027||4|Template lacks that language
63028||4|Template variable count does not fit
63029||4|Recipient's device could not get the template
63030||4|Parameter is not available for this channel
63031|400|4|Channel message with equal From and To
63032||4|WhatsApp limits this recipient
63033||4|Recipient opted out on the channel
63034||4|Media too large for the channel
63035||4|RCS agent not launched or tester not accepted
63036||4|Recipient not reachable by RCS
63037||4w|Warning: uploading media to the channel had trouble
63038|429|a|Messages create: account used up its daily message allowance, typical for trials
63040||4|Template refused in review
63041||4|Template paused by Meta
63042||4|Template disabled by Meta
63043||4|Sample media of a template answers 403
63044||4|Sample media of a template answers 404
63045||4|Sample media of a template answers some other error
63046||4w|Notice: template approved
63047||4|Sample media of a template has the wrong type
63049||4|Meta withheld a marketing message
63051||4|Meta has locked the WABA of the sender
63100|400|4|Senders API: body empty, not JSON, or fails a rule
63101|400|4|Senders API: WABA id unusable
63102|400|4|Senders API: account has another WABA
63105|400|4|Senders API: action not offered on the channel
63107|400|4|Senders API: number not in international form
63111||4|Sender's number or WABA has vanished
63112||4|Meta disabled the business accounts
64001||j|Pay verb: connector or account set-up is wrong
64003||j|Pay verb: amount is not a positive number
64004||j|Pay verb: connector name unknown
64008||j|Pay verb: gateway refused the charge
64101||j|ConversationRelay: an attribute is invalid
64102||j|ConversationRelay: WebSocket could not be opened
64105||j|ConversationRelay: WebSocket ended early
64107||j|ConversationRelay: server message not understood
70001|400|6|Body of a product API request failed schema or field checks
70002|400|6|Body cannot be parsed; seen also for Page above zero without PageToken
70003|409|6|Update carries an older version number than the stored entity
70004|401|2|Credentials missing or unrelated to the resource's account
70051|403|2|Account or key unknown or suspended, or restricted key lacks the scope
70052|401|2|Account accepts signed requests only
70053|403|2|Signed request on an account without that feature
70104|400|2|Public key upload is not a usable key
70151|400|7|Key create beyond the permitted number of keys
70152|400|7|Key create with unknown flags
70153|404|2|Signed request names an unknown public key
70155|400|2|Signed request lacks a header that must be signed
70156|400|2|Signed request's hash does not match`
