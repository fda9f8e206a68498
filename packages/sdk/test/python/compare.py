"""Does with twilio-python what the cases on standard input say, and prints what came of each. Started by python.test.ts."""

import json
import re
import sys
import time

cases = json.load(sys.stdin)
time.time = lambda: cases["now"]

import twilio
from twilio.jwt.access_token import AccessToken, grants
from twilio.jwt.client import ClientCapabilityToken
from twilio.jwt.taskrouter.capabilities import WorkerCapabilityToken
from twilio.request_validator import RequestValidator
from twilio.twiml.fax_response import FaxResponse
from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import VoiceResponse

RESPONSES = {"voice": VoiceResponse, "messaging": MessagingResponse, "fax": FaxResponse}
RENAMED = {"from": "from_", "for": "for_", "break": "break_", "xml:lang": "xml_lang", "interpret-as": "interpret_as"}


class Lists(dict):
    """Parameters with several values, as web frameworks hold them."""

    def getall(self, key):
        return self[key]


def snake(name):
    return RENAMED.get(name) or re.sub(r"([A-Z])", r"_\1", name).lower()


def add(element, step):
    named = {snake(name): value for name, value in step["attributes"].items()}
    text = [step["text"]] if "text" in step else []
    return getattr(element, snake(step["method"]))(*text, **named)


def document(case):
    response = RESPONSES[case["family"]]()
    element = response
    for step in case["steps"]:
        element = add(element, step)
    return response.to_xml()


def access_token(case):
    options = case["options"]
    token = AccessToken(case["account"], case["key"], case["secret"], **options)
    for name, arguments in case["grants"]:
        token.add_grant(getattr(grants, name)(**arguments))
    return token.to_jwt()


def capability_token(case):
    token = ClientCapabilityToken(case["account"], case["secret"], ttl=case["ttl"])
    if case["application"]:
        token.allow_client_outgoing(case["application"], **case["params"])
    if case["client"]:
        token.allow_client_incoming(case["client"])
    if case["events"]:
        token.allow_event_stream()
    return token.to_jwt()


def worker_token(case):
    named = {snake(name): value for name, value in case["allow"].items()}
    return WorkerCapabilityToken(case["account"], case["secret"], case["workspace"], case["worker"], **named).to_jwt()


def signature(case):
    validator = RequestValidator(case["token"])
    params = Lists(case["params"]) if case["lists"] else case["params"]
    return {
        "signature": validator.compute_signature(case["url"], params),
        "valid": validator.validate(case["seen"], params, case["ours"]),
        "changed": validator.validate(case["seen"], params, case["ours"][:-3] + "AA="),
    }


def read_token(case):
    token = (AccessToken if case["kind"] == "access" else ClientCapabilityToken).from_jwt(case["token"], case["secret"])
    return {"headers": token.headers, "payload": token.payload}


RUN = {
    "document": document,
    "access": access_token,
    "capability": capability_token,
    "worker": worker_token,
    "signature": signature,
    "read": read_token,
}


def outcome(case):
    try:
        return {"result": RUN[case["do"]](case)}
    except AttributeError as error:
        return {"missing": str(error)}


print(json.dumps({"version": twilio.__version__, "outcomes": [outcome(case) for case in cases["cases"]]}))
