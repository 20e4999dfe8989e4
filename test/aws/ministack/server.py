"""MiniStack on loopback, on a port that the system gives; prints it. Ends when its standard input does.

Some resources of our stack it does not know, and would refuse the whole template for. Here they are taken and do
nothing: an archive of events, a saved log query, the tie of the firewall to the API, an alarm on computed metrics.
"""

import os
import socket
import threading

listening = socket.socket()
listening.bind(("127.0.0.1", 0))
port = listening.getsockname()[1]
# Read while the modules load, so they come first.
os.environ.update(GATEWAY_PORT=str(port), MINISTACK_HOST="127.0.0.1", LAMBDA_EXECUTOR="local")
os.environ.update(MINISTACK_ACCOUNT_ID="111111111111", SFTP_ENABLED="0", IOT_MTLS_ENABLED="0", AWS_ENDPOINT_URL=f"http://127.0.0.1:{port}")

import uvicorn  # noqa: E402
from ministack.app import app  # noqa: E402
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS  # noqa: E402



def take_and_do_nothing(logical_id: str, properties: dict, stack: str) -> tuple[str, dict]:
    return f"{stack}-{logical_id}", {"Arn": f"arn:aws:nothing:us-east-1:111111111111:{stack}-{logical_id}"}


for unknown in ("AWS::Events::Archive", "AWS::Logs::QueryDefinition", "AWS::WAFv2::WebACLAssociation"):
    if unknown in _RESOURCE_HANDLERS:
        raise SystemExit(f"MiniStack knows {unknown} by now: take it out of this list.")
    _RESOURCE_HANDLERS[unknown] = {"create": take_and_do_nothing, "delete": lambda *ignored: None}

alarms = _RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]
create_alarm = alarms["create"]
alarms["create"] = lambda logical_id, properties, stack: (
    take_and_do_nothing if "Metrics" in properties else create_alarm
)(logical_id, properties, stack)

# It writes a date of its own; with two of them the CDK's clock is not a number.
server = uvicorn.Server(uvicorn.Config(app, lifespan="on", date_header=False, access_log=False))


def stop_with_parent() -> None:
    os.read(0, 1)
    server.should_exit = True


threading.Thread(target=stop_with_parent, daemon=True).start()
print(f"MiniStack is at http://127.0.0.1:{port}", flush=True)
server.run(sockets=[listening])
