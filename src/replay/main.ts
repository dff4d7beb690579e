/**
 * `npm run --silent replay -- [--policy ID] [--modules FILE] FILE…`: plays scenarios, self-test vectors and recorded
 * sequences in a terminal; `--klp` writes one as a scenario.
 *
 * One file without `expect`: prints the kernel log of the run. Exit code 0 when everything came out as the files demand,
 * 1 when something differs, 2 when a file cannot be used.
 */
import process from 'node:process';
import { replayCommand } from './command';

/** Whoever reads may stop reading (`| head`); anything else that keeps the log from being written is said. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') console.error(`the log cannot be written: ${error.message}`);
  process.exit(error.code === 'EPIPE' ? process.exitCode : 2);
});

process.exitCode = replayCommand(process.argv.slice(2), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
