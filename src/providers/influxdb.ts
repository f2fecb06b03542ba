/** InfluxDB: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'influxdb',
  name: 'InfluxDB',
  docs: 'https://docs.influxdata.com/influxdb/v2/admin/tokens/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'influxdb-api-token',
          about: 'InfluxDB API token',
          names: ['influx', 'influxdb'],
          key: /[A-Za-z0-9_+/-]{86}==/,
        }),
      ],
    },
  },
})
