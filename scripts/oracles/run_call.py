"""One call of a provider's own Python client: run_call.py KIND, with the code in CODE, the key and its other parts in KEYS.

Every connection leads to the door on the loopback address as plain text, whatever host it names; the port stands in
DOOR_PORT. Prints what the client handed back or threw, as one line of JSON.
"""
import json
import os
import socket
import ssl

DOOR = ("127.0.0.1", int(os.environ["DOOR_PORT"]))


class Clear(socket.socket):
    """A connection that its client takes for an encrypted one."""

    def version(self):
        return "TLSv1.3"

    def getpeercert(self, binary_form=False):
        return b"" if binary_form else {}

    def selected_alpn_protocol(self):
        return None

    def unwrap(self):
        return self


def to_door(*_args, **_kwargs):
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", DOOR)]


def stay_clear(_context, sock, *_args, **_kwargs):
    return Clear(fileno=sock.detach())


socket.getaddrinfo = to_door
ssl.SSLContext.wrap_socket = stay_clear


def show(value):
    plain = getattr(value, "to_dict", None) or getattr(value, "model_dump", None)
    return repr(plain() if callable(plain) else getattr(value, "__dict__", value)) + repr(value)


keys = json.loads(os.environ["KEYS"])
scope = {"key": keys["key"], "beside": keys["beside"]}
try:
    exec(os.environ["CODE"], scope)  # noqa: S102: the code stands in calls/python.mjs
    said = {"back": show(scope["value"])}
except Exception as error:  # noqa: BLE001: whatever a client throws is its answer
    said = {"refused": f"{type(error).__name__}: {error}"}
print("\n" + json.dumps(said))
