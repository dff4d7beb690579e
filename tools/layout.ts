/** `npm run layout`: where the statechart and the life cycles are drawn, into the files that the app reads. */
import { writeFileSync } from 'node:fs';
import { CHART_FILE, chartText } from './chartLayout';
import { CYCLES_FILE, cyclesText } from './cycleLayout';

for (const [file, text] of [
  [CHART_FILE, await chartText()],
  [CYCLES_FILE, await cyclesText()],
] as const) {
  writeFileSync(file, text);
  console.log(`Written: ${file}`);
}
