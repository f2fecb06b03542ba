/** ClickHouse Cloud: key secrets begin with `4b1d`. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clickhouse',
  name: 'ClickHouse Cloud',
  docs: 'https://clickhouse.com/docs/cloud/manage/openapi',
  keys: {
    'key-secret': {
      label: 'key secret',
      about: 'key secret',
      detect: [
        {
          rule: 'clickhouse-key-secret',
          about: 'ClickHouse Cloud key secret',
          pattern: /(?<![A-Za-z0-9])(?<secret>4b1d[A-Za-z0-9]{38})(?![A-Za-z0-9])/,
          literals: ['4b1d'],
          minEntropy: 3.5,
          examples: ['KEY=4b1d{A-Za-z0-9:38}', '"4b1d{A-Za-z0-9:38}"'],
          lookalikes: ['4b1d{A-Za-z0-9:29}', 'q4b1d{A-Za-z0-9:38}'],
        },
      ],
    },
    'key-id': {
      label: 'key id',
      about: 'key id',
      detect: [
        keyBesideName({
          rule: 'clickhouse-key-id',
          about: 'ClickHouse Cloud key id',
          names: ['clickhouse key id', 'clickhouse id', 'clickhouse api id', 'clickhouse user'],
          part: 'id',
          key: /[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
