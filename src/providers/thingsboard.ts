/** ThingsBoard: access tokens of devices stand in the address that they report to; provisioning keys in its requests. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'thingsboard',
  name: 'ThingsBoard',
  docs: 'https://thingsboard.io/docs/reference/http-api/',
  keys: {
    'device-token': {
      label: 'device token',
      about: 'access token of a device',
      detect: [
        {
          rule: 'thingsboard-device-token',
          about: 'ThingsBoard device token',
          pattern: /thingsboard\.(?:cloud|io)\/api\/v1\/(?<secret>[A-Za-z0-9]{20})(?![A-Za-z0-9])/,
          literals: ['thingsboard.cloud', 'thingsboard.io'],
          minEntropy: 3,
          examples: ['curl https://thingsboard.cloud/api/v1/{a-z0-9:20}/telemetry'],
          lookalikes: [
            'https://thingsboard.cloud/api/v1/integrations',
            'https://thingsboard.cloud/api/v1/{a-z0-9:12}/x',
          ],
        },
      ],
    },
    'provision-secret': {
      label: 'provisioning secret',
      about: 'secret that makes new devices',
      detect: [
        {
          rule: 'thingsboard-provision-secret',
          about: 'ThingsBoard provisioning secret',
          pattern: /provisionDeviceSecret["']?\s{0,20}[:=]\s{0,20}["']?(?<secret>[A-Za-z0-9]{20})(?![A-Za-z0-9])/,
          literals: ['provisiondevicesecret'],
          minEntropy: 3,
          partners: [{ rule: 'thingsboard-provision-key' }],
          examples: ['"provisionDeviceSecret": "{a-z0-9:20}"'],
          lookalikes: ['"provisionDeviceSecret": "{a-z0-9:12}"'],
        },
      ],
    },
    'provision-key': {
      label: 'provisioning key',
      about: 'name of the profile that new devices get',
      detect: [
        {
          rule: 'thingsboard-provision-key',
          about: 'ThingsBoard provisioning key',
          pattern: /provisionDeviceKey["']?\s{0,20}[:=]\s{0,20}["']?(?<secret>[A-Za-z0-9]{20})(?![A-Za-z0-9])/,
          literals: ['provisiondevicekey'],
          minEntropy: 3,
          part: 'id',
          examples: ['"provisionDeviceKey": "{a-z0-9:20}"'],
          lookalikes: ['"provisionDeviceKey": "{a-z0-9:12}"'],
        },
      ],
    },
  },
})
