# A webhook application as people write it with the official library for Python: the standard library's server and the RequestValidator.
# Prints `listening PORT`, then one line of JSON a request. Its token is in TWILIO_AUTH_TOKEN.
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from multidict import MultiDict
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse

validator = RequestValidator(os.environ["TWILIO_AUTH_TOKEN"])


class Fields(MultiDict):
    # The name under which web frameworks give all values of a parameter, which the validator asks for.
    def getlist(self, name):
        return self.getall(name)


def answer_to(path):
    if path.startswith("/fail"):
        return 500, "text/plain", "broken"
    if path.startswith("/status"):
        return 204, "text/plain", ""
    response = MessagingResponse()
    if path.startswith("/reply"):
        response.message(action="/status/reply", method="POST").body("Danke, schön & <gut> 👍")
    if path.startswith("/redirect"):
        response.redirect("/reply?from=redirect&x=ü", method="GET")
    return 200, "text/xml", str(response)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        url = "http://" + self.headers["host"] + self.path
        pairs = parse_qs(body if self.command == "POST" else urlsplit(self.path).query, keep_blank_values=True)
        fields = Fields([(name, value) for name, values in pairs.items() for value in values])
        given = body if "bodySHA256=" in url else fields if self.command == "POST" else {}
        valid = validator.validate(url, given, self.headers.get("x-twilio-signature", ""))
        params = {name: values[0] if len(values) == 1 else values for name, values in pairs.items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        line = {"valid": bool(valid), "method": self.command, "url": self.path, "headers": headers, "params": params}
        # In one piece: each request has a thread, and print() writes the line's end by itself.
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        status, kind, text = answer_to(self.path) if valid else (403, "text/plain", "invalid")
        content = text.encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        if status != 204:
            self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = handle_any
    do_POST = handle_any

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print("listening", server.server_address[1], flush=True)
server.serve_forever()
