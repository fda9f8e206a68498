"""Runs one sample of the guide with twilio-python, whose requests go nowhere: `python run_sample.py <file>`."""

import json
import runpy
import sys

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response


def request(self, method, uri, params=None, data=None, *args, **kwargs):
    record = {"sid": "SM" + "1" * 32, "status": "queued", "body": (data or {}).get("Body", "Hello")}
    if method == "GET":
        return Response(200, json.dumps({"messages": [record], "next_page_uri": None}))
    if (data or {}).get("To", "").endswith("0001"):
        return Response(400, json.dumps({"code": 21211, "message": "The 'To' number is not a valid phone number."}))
    return Response(201, json.dumps(record))


TwilioHttpClient.request = request
runpy.run_path(sys.argv[1], run_name="__main__")
