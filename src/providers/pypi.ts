/** PyPI: upload tokens. The fixed beginning is the encoded name of the index, so it cannot be anything else. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pypi',
  name: 'PyPI',
  docs: 'https://packaging.python.org/en/latest/specifications/pypirc/#using-a-pypi-token',
  keys: {
    'api-token': {
      label: 'upload token',
      about: 'upload token of the index or of its test instance',
      detect: [
        {
          rule: 'pypi-api-token',
          about: 'PyPI upload token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>pypi-(?:AgEIcHlwaS5vcmc|AgENdGVzdC5weXBpLm9yZ)[A-Za-z0-9_-]{50,1000})(?![A-Za-z0-9_-])/,
          literals: ['pypi-agei', 'pypi-agen'],
          minEntropy: 3.5,
          window: { before: 8, after: 1_100 },
          examples: [
            'password = pypi-AgEIcHlwaS5vcmc{A-Za-z0-9_-:120}',
            'TWINE_PASSWORD=pypi-AgENdGVzdC5weXBpLm9yZ{A-Za-z0-9:120}',
          ],
          lookalikes: ['pypi-{A-Za-z0-9:140}', 'pypi-AgEIcHlwaS5vcmc{A-Za-z0-9:20}'],
        },
      ],
    },
  },
})
