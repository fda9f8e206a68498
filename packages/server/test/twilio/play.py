# Plays a scenario with the official library for Python. Reads {steps, kept, baseUrl?} as JSON from a file, prints one JSON line a step.
# It knows nothing of who answers; with a base URL it is told where to send everything, by the library's own `http_client`.
import datetime
import decimal
import json
import re
import sys
import time
import traceback

from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

with open(sys.argv[1]) as file:
    scenario = json.load(file)
kept = scenario["kept"]
base_url = scenario.get("baseUrl")


class Detour(TwilioHttpClient):
    def request(self, method, url, *arguments, **named):
        found = re.match(r"https://([a-z-]+)\.twilio\.com(.*)", url, re.S)
        if found:
            product, rest = found.groups()
            url = base_url + ("" if product == "api" else "/" + product) + rest
        return super().request(method, url, *arguments, **named)


clients = {}


def client_as(credentials):
    name = tuple(credentials)
    if name not in clients:
        clients[name] = new_client(credentials)
    return clients[name]


def new_client(credentials):
    http = {"http_client": Detour()} if base_url else {}
    if not credentials:
        return Client(**http)
    username, password, *account = credentials
    return Client(username, password, *account, **http)


def filled(value):
    if isinstance(value, list):
        return [filled(each) for each in value]
    if not isinstance(value, str) or not value.startswith("$"):
        return value
    instant = re.fullmatch(r"\$in (-?\d+)", value)
    if instant:
        return datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=int(instant.group(1)))
    found = kept
    for name in value[1:].split("."):
        found = found[int(name)] if isinstance(found, list) else found[name]
    return found


def snake(name):
    plain = re.sub("[A-Z]", lambda letter: "_" + letter.group(0).lower(), name).replace(".", "_")
    return {"from": "from_", "remove": "delete"}.get(plain, plain)


def shown(value):
    if isinstance(value, list):
        return [shown(each) for each in value]
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, decimal.Decimal):
        return float(value)
    if value is None or isinstance(value, (str, int, float, dict)):
        return value
    fields = {name: field for name, field in vars(value).items() if not name.startswith("_")}
    return {("from" if name == "from_" else name): shown(field) for name, field in fields.items()}


def pages_of(entries, parameters):
    sizes, sids = [], []
    page = entries.page(**parameters)
    while page:
        records = list(page)
        sizes.append(len(records))
        sids += [record.sid for record in records]
        page = page.next_page()
    return {"sizes": sizes, "distinct": len(set(sids))}


def call(step):
    *words, last = [re.fullmatch(r"(\w+)(?:\((.*)\))?", word.replace("/", ".")).groups() for word in step["call"].split(".")]
    target = client_as([filled(each) for each in step.get("as", [])])
    for name, argument in words:
        target = getattr(target, snake(name))
        if argument is not None:
            target = target(filled(argument)) if argument else target()
    parameters = {snake(name): filled(value) for name, value in step.get("with", {}).items()}
    if last[0] == "pages":
        return pages_of(target, parameters)
    return shown(getattr(target, snake(last[0]))(**parameters))


def play(step):
    time.sleep(step.get("after", 0) / 1000)
    end = time.monotonic() + 120
    while True:
        value = call(step)
        until = step.get("until", {})
        if all(value.get(name) == wanted for name, wanted in until.items()) or time.monotonic() > end:
            return value
        time.sleep(0.1)


for step in scenario["steps"]:
    try:
        value = play(step)
        if "keep" in step:
            kept[step["keep"]] = value
        line = {"name": step["name"], "value": value}
    except TwilioRestException as error:
        line = {"name": step["name"], "error": {"status": error.status, "code": error.code, "message": error.msg}}
        if "refused" not in step:
            traceback.print_exc()
    except TwilioException as error:
        # A page that was refused comes with the answer itself.
        answer = error.args[1] if len(error.args) > 1 else None
        told = json.loads(answer.text) if answer else {"message": str(error)}
        line = {"name": step["name"], "error": {"status": answer and answer.status_code, "code": told.get("code"), "message": told["message"]}}
        if "refused" not in step:
            traceback.print_exc()
    except Exception as error:
        line = {"name": step["name"], "error": {"message": repr(error)}}
        traceback.print_exc()
    print(json.dumps(line), flush=True)
