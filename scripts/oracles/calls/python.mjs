/** The same for clients of PyPI, in Python: `code` gets `key` and `beside` and sets `value`. */

export const PYTHON = [
  {
    kinds: ['hashicorp vault-token'],
    sdk: 'pypi:hvac',
    by: 'community',
    code: "import hvac; value = hvac.Client(url='https://vault.example', token=key).auth.token.lookup_self()",
    handsBack: 'approle',
  },
  {
    kinds: ['hashicorp terraform-token'],
    sdk: 'pypi:pytfe',
    code: 'import pytfe; value = pytfe.TFEClient(pytfe.TFEConfig(token=key)).users.read_current()',
    handsBack: 'shop',
  },
  {
    kinds: ['hugging-face organization-token'],
    sdk: 'pypi:huggingface_hub',
    code: 'import huggingface_hub; value = huggingface_hub.HfApi(token=key).whoami()',
    handsBack: 'shop-bot',
  },
  {
    kinds: ['lichess access-token'],
    sdk: 'pypi:berserk',
    code: 'import berserk; value = berserk.Client(berserk.TokenSession(key)).account.get()',
    handsBack: 'ops',
  },
  {
    kinds: ['cloudsmith api-key'],
    sdk: 'pypi:cloudsmith-api',
    but: { path: 'the documentation has the version in the path; this client leaves it out' },
    code: [
      'import cloudsmith_api as c',
      'configuration = c.Configuration()',
      "configuration.api_key['X-Api-Key'] = key",
      'value = c.UserApi(c.ApiClient(configuration)).user_self()',
    ].join('\n'),
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['opsgenie api-key'],
    sdk: 'pypi:opsgenie-sdk',
    code: [
      'import opsgenie_sdk as o',
      'configuration = o.configuration.Configuration()',
      "configuration.api_key['Authorization'] = key",
      'value = o.AccountApi(o.api_client.ApiClient(configuration)).get_info()',
    ].join('\n'),
    handsBack: 'shop',
  },
  {
    kinds: ['launchdarkly access-token'],
    sdk: 'pypi:launchdarkly-api',
    code: [
      'import launchdarkly_api as l',
      "configuration = l.Configuration(api_key={'ApiKey': key})",
      'value = l.OtherApi(l.ApiClient(configuration)).get_caller_identity()',
    ].join('\n'),
    handsBack: 'a-1',
  },
  {
    kinds: ['frame-io developer-token'],
    sdk: 'pypi:frameioclient',
    code: [
      '# It was written for urllib3 1.',
      'from urllib3.util.retry import Retry',
      'start = Retry.__init__',
      'Retry.__init__ = lambda self, *a, method_whitelist=None, **k: start(self, *a, **k)',
      'from frameioclient import FrameioClient; value = FrameioClient(key).users.get_me()',
    ].join('\n'),
    handsBack: 'ops@shop.example',
  },
  {
    kinds: ['airtable access-token'],
    sdk: 'pypi:pyairtable',
    by: 'community',
    code: 'import pyairtable; value = pyairtable.Api(key).whoami()',
    handsBack: 'usr1',
  },
  {
    kinds: ['buildkite access-token'],
    sdk: 'pypi:pybuildkite',
    by: 'community',
    code: [
      'from pybuildkite.buildkite import Buildkite',
      'kite = Buildkite(); kite.set_access_token(key)',
      'value = kite.access_tokens().get_token() if hasattr(kite, "access_tokens") else dir(kite)',
    ].join('\n'),
    handsBack: 't-1',
  },
  {
    kinds: ['firecrawl api-key'],
    sdk: 'pypi:firecrawl-py',
    code: 'from firecrawl import Firecrawl; value = Firecrawl(api_key=key).get_credit_usage()',
    handsBack: '10',
  },
  {
    kinds: ['openweather api-key'],
    sdk: 'pypi:pyowm',
    but: { query: 'this client writes APPID, the documentation appid' },
    by: 'community',
    code: 'import pyowm; value = pyowm.OWM(key).weather_manager().weather_at_id(2172797)',
    handsBack: '145.77',
  },
  {
    kinds: ['newrelic user-key'],
    sdk: 'pypi:newrelic-api',
    by: 'community',
    code: 'from newrelic_api.users import Users; value = Users(api_key=key).list()',
    handsBack: 'users',
  },
  {
    kinds: ['travis-ci access-token'],
    sdk: 'pypi:PyTravisCI',
    by: 'community',
    code: [
      '# It was written for an older cryptography.',
      'import cryptography.hazmat.backends.openssl as openssl; from types import SimpleNamespace as N; openssl.rsa = N(_RSAPublicKey=object, _RSAPrivateKey=object)',
      "from PyTravisCI import TravisCI; value = TravisCI(access_token=key, access_point='https://api.travis-ci.com').get_user()",
    ].join('\n'),
    handsBack: 'shop',
  },
]
