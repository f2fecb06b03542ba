"""AWS's own cache for Python programs: text, bytes, stages, and a value that changes."""
import botocore.session
from aws_secretsmanager_caching import SecretCache, SecretCacheConfig

client = botocore.session.get_session().create_client("secretsmanager")
client.create_secret(Name="cached/text", SecretString="one")
client.create_secret(Name="cached/bytes", SecretBinary=b"\x00\x01")
client.create_secret(Name="cached/empty")

cache = SecretCache(config=SecretCacheConfig(secret_refresh_interval=60), client=client)
assert cache.get_secret_string("cached/text") == "one"
assert cache.get_secret_binary("cached/bytes") == b"\x00\x01"
client.put_secret_value(SecretId="cached/text", SecretString="two")
assert cache.get_secret_string("cached/text") == "one"
cache.refresh_secret_now("cached/text")
assert cache.get_secret_string("cached/text") == "two"
assert cache.get_secret_string("cached/text", version_stage="AWSPREVIOUS") == "one"
assert cache.get_secret_string("cached/empty") is None
print("done")
