"""What programs do with hvac, Vault's client for Python. Prints `done`, or fails."""
import os

import hvac
from hvac.exceptions import Forbidden, InvalidPath, InvalidRequest

root = hvac.Client(url=os.environ["VAULT_ADDR"], token=os.environ["VAULT_TOKEN"])


def refused(kind, call):
    try:
        call()
    except kind:
        return
    raise AssertionError("not refused with " + kind.__name__)


assert root.is_authenticated() and root.sys.is_initialized() and not root.sys.is_sealed()
assert root.sys.read_health_status().status_code == 200

# Key/value, and LIST, which goes over the wire as a verb of its own. Again and again on one connection.
kv = root.secrets.kv.v2
kv.create_or_update_secret("py/app", {"user": "ada"})
kv.create_or_update_secret("py/app", {"user": "eve"}, cas=1)
refused(InvalidRequest, lambda: kv.create_or_update_secret("py/app", {"user": "x"}, cas=1))
kv.patch("py/app", {"port": 5432})
for _ in range(5):
    assert "app" in kv.list_secrets("py")["data"]["keys"]
    read = kv.read_secret_version("py/app", raise_on_deleted_version=True)["data"]
    assert read["data"] == {"user": "eve", "port": 5432} and read["metadata"]["version"] == 3
refused(InvalidPath, lambda: kv.list_secrets("py/none"))
kv.delete_latest_version_of_secret("py/app")
gone = kv.read_secret_version("py/app", raise_on_deleted_version=False)
assert gone["data"]["data"] is None and gone["data"]["metadata"]["deletion_time"]
kv.undelete_secret_versions("py/app", [3])
kv.delete_metadata_and_all_versions("py/app")

# A policy, a token of it, and what it may.
root.sys.create_or_update_policy("py-reader", 'path "secret/data/py/*" { capabilities = ["read"] }')
kv.create_or_update_secret("py/x", {"k": "v"})
made = root.auth.token.create(policies=["py-reader"], ttl="1h", meta={"who": "test"})["auth"]
reader = hvac.Client(url=root.url, token=made["client_token"])
assert reader.secrets.kv.v2.read_secret_version("py/x", raise_on_deleted_version=True)["data"]["data"] == {"k": "v"}
refused(Forbidden, lambda: reader.secrets.kv.v2.create_or_update_secret("py/x", {"k": "w"}))
assert reader.sys.get_capabilities(["secret/data/py/x"])["capabilities"] == ["read"]
assert reader.auth.token.renew_self()["auth"]["lease_duration"] == 3600
assert made["accessor"] in root.list("auth/token/accessors")["data"]["keys"]
root.auth.token.revoke_accessor(made["accessor"])
assert not reader.is_authenticated()

# AppRole.
root.sys.enable_auth_method("approle")
root.auth.approle.create_or_update_approle("py", token_policies=["py-reader"], secret_id_num_uses=1)
role_id = root.auth.approle.read_role_id("py")["data"]["role_id"]
secret_id = root.auth.approle.generate_secret_id("py")["data"]["secret_id"]
machine = hvac.Client(url=root.url)
machine.auth.approle.login(role_id, secret_id)
assert machine.lookup_token()["data"]["policies"] == ["default", "py-reader"]
refused(InvalidRequest, lambda: hvac.Client(url=root.url).auth.approle.login(role_id, secret_id))

# Wrapping: once.
wrapped = root.write("sys/wrapping/wrap", k="v", wrap_ttl="60")["wrap_info"]["token"]
assert hvac.Client(url=root.url).sys.unwrap(wrapped)["data"] == {"k": "v"}
refused(InvalidRequest, lambda: hvac.Client(url=root.url).sys.unwrap(wrapped))
print("done")
