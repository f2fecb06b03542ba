/**
 * Keys in the settings of apps, where name and value stand in different elements: property lists of Apple and manifests
 * of Android. The name says that it is a key, and the value must not be made of words.
 */
import { looksRandom } from './key-form.ts'
import { defineProvider, type Judgement } from './provider.ts'

const NAME = '[A-Za-z0-9_. -]{0,60}key[A-Za-z0-9_. -]{0,20}'
/** Fewer characters are too few to tell a key from a name. */
const LEAST = 16

function judge(secret: string): Judgement {
  const isKey = /\d/.test(secret) && /[a-z]/i.test(secret) && looksRandom(secret, LEAST)
  return isKey
    ? { keep: true, score: -15, reason: 'is the value of something called a key' }
    : { keep: false, reason: 'made of words' }
}

export default defineProvider({
  id: 'app-settings',
  name: 'App settings',
  docs: 'https://developer.apple.com/documentation/bundleresources/information-property-list',
  keys: {
    'property-list-key': {
      label: 'key in a property list',
      about: 'key in a property list',
      detect: [
        {
          rule: 'property-list-key',
          about: 'Key in a property list',
          pattern: new RegExp(
            `<key>${NAME}</key>\\s{0,40}<string>(?<secret>[A-Za-z0-9_+/=.-]{${LEAST},300})</string>`,
            'i',
          ),
          literals: ['</key>'],
          fallback: true,
          minEntropy: 3,
          window: { before: 120, after: 400 },
          judge,
          examples: [
            '<key>AcmeApiKey</key>\n\t<string>{A-Za-z0-9:32}</string>',
            '<key>acme key</key><string>{a-f0-9:40}</string>',
          ],
          lookalikes: [
            '<key>AcmeApiKey</key><string>$(ACME_API_KEY)</string>',
            '<key>AcmeApiKey</key><string>com.acme.shop.mobile.application</string>',
            '<key>CFBundleName</key><string>{A-Za-z0-9:32}</string>',
          ],
        },
      ],
    },
    'manifest-key': {
      label: 'key in a manifest',
      about: 'key in a manifest of Android',
      detect: [
        {
          rule: 'android-manifest-key',
          about: 'Key in a manifest of Android',
          pattern: new RegExp(
            `android:name="${NAME}"\\s{1,60}android:value="(?<secret>[A-Za-z0-9_+/=.-]{${LEAST},300})"`,
            'i',
          ),
          literals: ['android:value'],
          fallback: true,
          minEntropy: 3,
          window: { before: 200, after: 340 },
          judge,
          examples: ['<meta-data android:name="com.acme.API_KEY" android:value="{A-Za-z0-9:32}" />'],
          lookalikes: [
            '<meta-data android:name="com.acme.API_KEY" android:value="@string/acme_api_key" />',
            '<meta-data android:name="com.acme.API_KEY" android:value="com.acme.shop.application.name" />',
          ],
        },
      ],
    },
  },
})
