/** What a Dockerfile of ours puts onto the image that it starts from, without docker. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Layer } from './image';

const ROOT = join(__dirname, '../../..');

/** Its steps as layers, one a step; `found` tells where a file of the image is here. Other steps are an error. */
export function layersOf(dockerfile: string, found: (path: string) => string): Layer[] {
  const steps = readFileSync(join(ROOT, dockerfile), 'utf8')
    .split('\n')
    .filter(line => /^[A-Z]/.test(line));
  return steps.flatMap(line => {
    const [step, ...words] = line.split(' ');
    if (step === 'ARG' || step === 'FROM') return [];
    if (step === 'RUN' && words[0] === 'mv') return [{ from: found(words[1]), to: words[2] }];
    if (step !== 'COPY') throw new Error(`${dockerfile}: ${line}`);
    const [from, to] = words;
    if (!existsSync(join(ROOT, from))) throw new Error(`${dockerfile}: there is no ${from}`);
    return [{ from: join(ROOT, from), to: from.endsWith('/') ? to : join(to, basename(from)) }];
  });
}
