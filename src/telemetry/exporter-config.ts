/** How a collector sends: to the backend, with all that the backend asks for, and in which order it tries again. */
import {
  type Dynamic,
  eachEntry,
  entriesWhen,
  fragment,
  ifAny,
  optional,
  type Setting,
} from '../values/expression';
import {
  add,
  bytes,
  choose,
  divide,
  equals,
  isSet,
  milliseconds,
  multiply,
  not,
  replaceAll,
  seconds,
  upper,
} from '../values/functions';
import type { CollectorSettings, Surroundings } from './collector-parts';

/** Name of the exporter that `exporter` configures, whatever its protocol. */
export const MAIN_EXPORTER = { grpc: 'otlp_grpc', http: 'otlp_http' } as const;

/** Where what waits for the backend is kept, and who tries again. */
export interface Sending {
  readonly queue: Record<string, unknown>;
  readonly retry: Record<string, unknown>;
}

export function backendExporter(
  { exporter }: CollectorSettings,
  place: Pick<Surroundings, 'secretsFolder'>,
  { queue, retry }: Sending,
): Record<string, unknown> {
  const common = {
    // The endpoint is text, never an expression of the collector's: a dollar in it stays a dollar.
    endpoint: replaceAll('$', '$$', exporter.endpoint),
    compression: exporter.compression,
    timeout: exporter.timeout,
    ...entriesWhen(isSet(exporter.bearerTokenSecret.name), { auth: { authenticator: 'bearertokenauth' } }),
    headers: ifAny({
      ...eachEntry(exporter.headers, ['header', 'value'], (header, value) => ({
        [`${header}`]: replaceAll('$', '$$', value as Setting<string>),
      })),
      ...eachEntry(exporter.headersFromSecret, ['header', 'secret'], header => ({
        [`${header}`]: `\${env:${headerVariable(header)}}`,
      })),
    }),
    tls: tls(exporter, place),
    retry_on_failure: retry,
    sending_queue: queue,
  };
  return { [`${backendExporterName(exporter)}`]: common };
}

export const backendExporterName = ({ protocol }: CollectorSettings['exporter']) =>
  choose(equals(protocol, 'grpc'), MAIN_EXPORTER.grpc, MAIN_EXPORTER.http);

/** The extension that reads the backend's token, where there is one. */
export function tokenExtension(
  { exporter: { bearerTokenSecret } }: CollectorSettings,
  { secretsFolder }: Pick<Surroundings, 'secretsFolder'>,
): Record<string, unknown> {
  return { bearertokenauth: { filename: `${secretsFolder}/bearer-token/${bearerTokenSecret.key}` } };
}

/** The variable through which the value of a header reaches the collector; another one for `a-b` than for `a_b`. */
export function headerVariable(header: Dynamic<string>): Setting<string> {
  return upper(replaceAll('-', '_', replaceAll('_', '__', `exporter-header-${header}`)));
}

function tls(
  { tls: { enabled, insecureSkipVerify, serverName, caSecret, clientSecret } }: CollectorSettings['exporter'],
  { secretsFolder }: Pick<Surroundings, 'secretsFolder'>,
) {
  return {
    insecure: not(enabled),
    insecure_skip_verify: insecureSkipVerify,
    server_name_override: optional(serverName),
    ...entriesWhen(isSet(caSecret.name), { ca_file: `${secretsFolder}/tls-ca/${caSecret.key}` }),
    ...entriesWhen(isSet(clientSecret.name), {
      cert_file: `${secretsFolder}/tls-client/${clientSecret.certKey}`,
      key_file: `${secretsFolder}/tls-client/${clientSecret.keyKey}`,
    }),
  };
}

/** The queue of a pod whose delivery has the given mode. */
export function sendingQueue({ queue, batch }: CollectorSettings['delivery'], mode: Dynamic<string>) {
  return {
    // The collector refuses both at once: waiting for the backend, and storing for later.
    ...entriesWhen(equals(mode, 'sync'), { wait_for_result: true }),
    ...entriesWhen(equals(mode, 'durable'), { storage: 'file_storage' }),
    block_on_overflow: true,
    sizer: 'bytes',
    queue_size: bytes(queue.size),
    num_consumers: queue.consumers,
    batch: {
      flush_timeout: batch.timeout,
      min_size: bytes(batch.minSize),
      max_size: bytes(batch.maxSize),
    },
  };
}

export function retries({ exporter: { retry } }: CollectorSettings, mode: Dynamic<string>) {
  return {
    initial_interval: retry.initialInterval,
    max_interval: retry.maxInterval,
    max_elapsed_time: choose(equals(mode, 'durable'), '0s', retry.maxElapsedTime),
  };
}

// ------------------------------------------------------------------------------------------------ how long it takes

/** How often all consumers have their turn until a full queue is sent, less one. */
const rounds = ({ delivery: { queue, batch } }: CollectorSettings) =>
  divide(divide(bytes(queue.size), bytes(batch.minSize)), queue.consumers);

/**
 * The longest that what waits for the backend needs, in seconds: it is sent once more, by `consumers` at a time, each
 * attempt bounded by the exporter's timeout.
 */
export function drainSeconds(settings: CollectorSettings): Setting<number> {
  return fragment('drainSeconds', multiply(add(rounds(settings), 1), seconds(settings.exporter.timeout)));
}

/**
 * The longest that the gateway takes to answer, in seconds, and so the timeout of agents: an attempt that they gave up
 * before would be sent twice. It does not try again itself, unless it samples; 0 where that has no end.
 */
export function gatewayAnswerSeconds(settings: CollectorSettings): Setting<number> {
  const { sampling } = settings.gateway;
  const { timeout, retry } = settings.exporter;
  const attempts = add(seconds(timeout), seconds(retry.maxElapsedTime));
  const sampled = choose(
    equals(milliseconds(retry.maxElapsedTime), 0),
    0,
    multiply(add(rounds(settings), 1), attempts),
  );
  return fragment('gatewayAnswerSeconds', choose(sampling.enabled, sampled, drainSeconds(settings)));
}

/** The longest that an agent needs to end: what waits there is sent, and then what it waits behind in the gateway. */
export function agentDrainSeconds(settings: CollectorSettings): Setting<number> {
  const behind = choose(settings.gateway.enabled, gatewayAnswerSeconds(settings), 0);
  return fragment('agentDrainSeconds', add(drainSeconds(settings), behind));
}
