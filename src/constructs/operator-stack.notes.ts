/** What is said after the installation of the operator stack. */
import type { Release } from '../values/release';
import { instrumentationNotes } from './operator-stack.instrumentation-notes';
import type { OperatorStackSettings } from './operator-stack.values';

export function operatorStackNotes(
  settings: OperatorStackSettings,
  release: Release,
): (string | undefined)[] {
  const { engine, global } = settings;
  const { fullname } = release;
  return [
    `${fullname} is installed, with the engine ${engine} and ${global.imageRegistry}${global.imagePullSecrets}.`,
    ...instrumentationNotes(settings, release),
  ];
}
