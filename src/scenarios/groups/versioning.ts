import { upgradesInOrder } from '../04-upgrades-in-order';
import { versionSkipped } from '../05-version-skipped';
import { staleVersionRefused } from '../06-stale-version-refused';
import { version0OptsOut } from '../07-version-0-opts-out';
import { downgradeByDisabling } from '../08-downgrade-by-disabling';
import { downgradeByCumulative } from '../09-downgrade-by-cumulative';
import { olderAfterNewer } from '../10-older-after-newer';
import type { Scenario } from '../scenario';

export const versioning: readonly Scenario[] = [
  upgradesInOrder,
  versionSkipped,
  staleVersionRefused,
  version0OptsOut,
  downgradeByDisabling,
  downgradeByCumulative,
  olderAfterNewer,
];
