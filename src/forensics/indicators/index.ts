/** All indicators, sorted by id. A new one is a file beside this and two lines here; the contract test finds a forgotten one. */
import i01 from './i01-new-address.ts'
import i02 from './i02-new-network-operator.ts'
import i03 from './i03-new-country.ts'
import i09 from './i09-new-agent-family.ts'
import i10 from './i10-scripting-client.ts'
import i11 from './i11-attack-tool.ts'
import i12 from './i12-empty-agent.ts'
import i13 from './i13-new-build.ts'
import i14 from './i14-use-after-publication.ts'
import i15 from './i15-validity-probe.ts'
import i16 from './i16-endpoint-enumeration.ts'
import i17 from './i17-permission-probing.ts'
import i18 from './i18-new-route.ts'
import i19 from './i19-path-scanning.ts'
import i21 from './i21-volume-spike.ts'
import i22 from './i22-bytes-out.ts'
import i23 from './i23-pagination-crawl.ts'
import i24 from './i24-personal-data-read.ts'
import i25 from './i25-object-walk.ts'
import i26 from './i26-stranger-write.ts'
import i27 from './i27-money-action.ts'
import i28 from './i28-persistence.ts'
import i29 from './i29-privilege-change.ts'
import i30 from './i30-evasion.ts'
import i31 from './i31-secret-harvest.ts'
import i33 from './i33-rate-limit-hits.ts'
import i34 from './i34-regular-polling.ts'
import i35 from './i35-after-revocation.ts'
import i36 from './i36-still-on-old-key.ts'
import i37 from './i37-stranger-on-new-key.ts'
import i38 from './i38-pivot.ts'
import i39 from './i39-log-gap.ts'
import i43 from './i43-discovery-burst.ts'
import i44 from './i44-destruction.ts'
import i45 from './i45-silent-consumer.ts'
import i46 from './i46-opened-outside.ts'
import i47 from './i47-code-on-compute.ts'
import i48 from './i48-model-or-console.ts'
import type { Indicator } from './indicator.ts'

export const indicators: readonly Indicator[] = [
  i01,
  i02,
  i03,
  i09,
  i10,
  i11,
  i12,
  i13,
  i14,
  i15,
  i16,
  i17,
  i18,
  i19,
  i21,
  i22,
  i23,
  i24,
  i25,
  i26,
  i27,
  i28,
  i29,
  i30,
  i31,
  i33,
  i34,
  i35,
  i36,
  i37,
  i38,
  i39,
  i43,
  i44,
  i45,
  i46,
  i47,
  i48,
]
