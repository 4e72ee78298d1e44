/** How the address of a backend must look, and what it must not be. One problem at a time: the first that explains it. */
import { HOST, PORT } from '../../telemetry/endpoint';
import type { RuleProblem } from '../../values/definition';
import { type Dynamic, type Setting, when } from '../../values/expression';
import { and, asText, equals, isSet, json, matches, not, or, replaceMatch } from '../../values/functions';
import type { Release } from '../../values/release';
import { gatewayName } from '../botanu-collector.names';
import type { CollectorSettings } from '../botanu-collector.values';
import type { Rule } from './rule';

/** An IPv6 address without its brackets: two colons at least, and nothing else than hexadecimal digits. */
const BARE_IPV6 = '^(https?://)?[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*(/.*)?$';
const LOOPBACK = '(localhost|127[.][0-9]+[.][0-9]+[.][0-9]+|0[.]0[.]0[.]0|\\[::1?\\])';

export const endpointIsABackend: Rule = ({ exporter, otlp: { grpc, http }, gateway }, release) => {
  const { endpoint } = exporter;
  const itself = or(
    isOwnPort(endpoint, grpc.port, http.port),
    isOwnService(endpoint, release),
    and(gateway.enabled, isOwnService(endpoint, { ...release, fullname: gatewayName(release) })),
  );
  return endpointProblems(exporter, 'exporter', itself);
};

/**
 * The address is checked for one thing after the other: the first that is wrong explains the rest. `itself` is whether
 * it is that of the collector that would send there.
 */
export function endpointProblems(
  { endpoint, protocol, tls }: CollectorSettings['exporter'],
  exporter: string,
  itself: Dynamic<boolean>,
): RuleProblem[] {
  const isGrpc = equals(protocol, 'grpc');
  const shownEndpoint = json(endpoint);
  return [
    firstOf(`${exporter}.endpoint`, [
      {
        wrong: not(isSet(endpoint)),
        code: 'endpoint-missing',
        message: 'there is nowhere to send telemetry to',
        help: `set it to your backend, for example --set ${exporter}.endpoint=backend:4317`,
      },
      {
        wrong: matches('[ \\t\\r\\n]', endpoint),
        code: 'endpoint-space',
        message: `${shownEndpoint} has white space in it`,
        help: 'take the space or line end out',
      },
      {
        wrong: matches('^([A-Za-z]+://)?[^/]*@', endpoint),
        code: 'endpoint-credentials',
        message: 'there are credentials in the address, which would stand in plain text',
        help: `put them into a Secret: ${exporter}.bearerTokenSecret or ${exporter}.headersFromSecret`,
      },
      {
        wrong: and(isGrpc, matches('^[A-Za-z][A-Za-z0-9+.-]*://', endpoint)),
        code: 'endpoint-scheme',
        message: `${shownEndpoint} has a scheme, which gRPC does not take`,
        help: `write host:port, for example backend:4317; TLS is ${exporter}.tls.enabled; for OTLP over HTTP set ${exporter}.protocol to http`,
      },
      {
        wrong: and(not(isGrpc), not(matches('^https?://', endpoint))),
        code: 'endpoint-scheme',
        message: `${shownEndpoint} has no scheme`,
        help: 'write https://host:port, for example https://backend:4318',
      },
      {
        wrong: matches(BARE_IPV6, endpoint),
        code: 'endpoint-ipv6',
        message: `${shownEndpoint} is an IPv6 address without brackets`,
        help: 'write [address]:port, for example [2001:db8::1]:4317',
      },
      {
        wrong: and(
          matches(`^(https?://)?${HOST}:[0-9]+(/.*)?$`, endpoint),
          not(matches(`:${PORT}(/.*)?$`, endpoint)),
        ),
        code: 'endpoint-port',
        message: `the port of ${shownEndpoint} is not between 1 and 65535`,
        help: 'write the port of your backend: 4317 is usual for gRPC, 4318 for HTTP',
      },
      {
        wrong: and(isGrpc, not(matches(`^${HOST}:${PORT}$`, endpoint))),
        code: 'endpoint-form',
        message: `${shownEndpoint} is not host:port`,
        help: 'write host:port, for example backend:4317',
      },
      {
        wrong: and(not(isGrpc), not(matches(`^https?://${HOST}(:${PORT})?(/[!-~]*)?$`, endpoint))),
        code: 'endpoint-form',
        message: `${shownEndpoint} is not a URL`,
        help: 'write https://host:port, for example https://backend:4318',
      },
      {
        wrong: and(not(isGrpc), tls.enabled, matches('^http://', endpoint)),
        code: 'endpoint-tls',
        message: `${shownEndpoint} is plain HTTP, but ${exporter}.tls.enabled is true`,
        help: `write https://, or set ${exporter}.tls.enabled to false`,
      },
      {
        wrong: and(not(isGrpc), not(tls.enabled), matches('^https://', endpoint)),
        code: 'endpoint-tls',
        message: `${shownEndpoint} is HTTPS, but ${exporter}.tls.enabled is false`,
        help: `write http://, or set ${exporter}.tls.enabled to true`,
      },
      {
        wrong: itself,
        code: 'endpoint-loop',
        message: `${shownEndpoint} is this collector itself: it would send to itself for ever`,
        help: 'write the address of the backend behind it',
      },
    ]),
  ];
}

interface Check {
  readonly wrong: Dynamic<boolean>;
  readonly code: string;
  readonly message: string;
  readonly help: string;
}

function firstOf(at: string, [{ wrong, ...problem }, ...others]: Check[]): RuleProblem {
  const rest = others.length > 0 ? firstOf(at, others) : undefined;
  return when(wrong, { ...problem, at }, rest) as RuleProblem;
}

export function isOwnPort(endpoint: Setting<string>, ...ports: Setting<number>[]): Setting<boolean> {
  const port = replaceMatch('^.*:([0-9]+)(/.*)?$', '${1}', endpoint);
  return and(
    matches(`^(https?://)?${LOOPBACK}:`, endpoint),
    or(...ports.map(own => equals(asText(own), port))),
  );
}

export function isOwnService(
  endpoint: Setting<string>,
  { fullname, namespace }: Pick<Release, 'fullname' | 'namespace'>,
): Setting<boolean> {
  const host = replaceMatch('^(https?://)?([^/]*?)(:[0-9]+)?(/.*)?$', '${2}', endpoint);
  const names = [fullname, `${fullname}.${namespace}`, `${fullname}.${namespace}.svc`];
  return or(...[...names, `${fullname}.${namespace}.svc.cluster.local`].map(name => equals(host, name)));
}
