/** `npm run bench`: every benchmark, one after the other. Each prints ratios of one run; none passes or fails. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const BENCHMARKS = [
  'synth/synth.ts',
  'synth/many.ts',
  'hooks/cost.ts',
  'collector/cpu.ts',
  'admission/admission.ts',
  'overhead/overhead.ts',
];

const wanted = process.argv.slice(2);
for (const benchmark of BENCHMARKS.filter(
  name => wanted.length === 0 || wanted.some(w => name.startsWith(w)),
)) {
  process.stdout.write(`\n${benchmark}\n`);
  const script = join(__dirname, benchmark);
  spawnSync(process.execPath, ['--require', 'ts-node/register', script], { stdio: 'inherit' });
}
