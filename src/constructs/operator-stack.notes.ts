/** What is said after the installation of the operator stack. */
import type { Release } from '../values/release';
import type { OperatorStackSettings } from './operator-stack.values';

export function operatorStackNotes(
  { engine, global }: OperatorStackSettings,
  { fullname }: Release,
): string[] {
  return [
    `${fullname} is installed, with the engine ${engine} and ${global.imageRegistry}${global.imagePullSecrets}.`,
  ];
}
