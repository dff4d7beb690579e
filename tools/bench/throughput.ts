import { boot } from '../../src/kernel/boot';
import { run } from '../../src/trace/trace';
import { quantile } from './statistics';
import { eventsOf, worldOf } from './workload';

const RUNS = 7;
/** A run repeats the mix for this long, so that a small machine is measured over more than a moment. */
const MILLISECONDS = 400;

/** Events per second through the chart on a machine with so many tasks: the median of several runs after a warm-up. */
export function throughput(policy: string, tasks: number): number {
  const kernel = boot(worldOf(tasks));
  const events = eventsOf(tasks);

  const once = (): number => {
    const start = performance.now();
    let count = 0;
    do {
      run(policy, kernel, events);
      count += events.length;
    } while (performance.now() - start < MILLISECONDS);
    return (count / (performance.now() - start)) * 1000;
  };

  once();
  return quantile(Array.from({ length: RUNS }, once), 0.5);
}
