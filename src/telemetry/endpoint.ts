/** The address of a backend: `host:port`, or a URL. */
import { fragment, type Setting } from '../values/expression';
import { asNumber, choose, matches, replaceMatch } from '../values/functions';

export const PORT = '([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])';
export const HOST = '([A-Za-z0-9_]([-A-Za-z0-9_.]*[A-Za-z0-9_.])?|\\[[0-9a-fA-F:.]+\\])';

/** The port on which the backend is reached: that of the address, else that of its scheme. */
export function portOf(endpoint: Setting<string>): Setting<number> {
  const withPort = `^(https?://)?${HOST}:([0-9]+)(/.*)?$`;
  const ofScheme = choose(matches('^http://', endpoint), 80, 443);
  const written = asNumber(replaceMatch(withPort, '${4}', endpoint));
  return fragment('backendPort', choose(matches(withPort, endpoint), written, ofScheme));
}
