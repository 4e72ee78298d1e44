/** Pods: how they are replaced and end, and what stands in them. */
import { drainSeconds } from '../../telemetry/collector-config';
import { each, type Setting, when } from '../../values/expression';
import { DATA_KEY, DNS_SUBDOMAIN } from '../../values/formats';
import {
  add,
  and,
  contains,
  differs,
  equals,
  hasKey,
  isSet,
  isSetAt,
  isString,
  json,
  lessThan,
  matches,
  not,
} from '../../values/functions';
import {
  AGENT_VARIABLES,
  CONTAINER,
  LANGUAGES,
  OWN_MOUNTS,
  SECRET_VOLUMES,
  VOLUMES,
} from '../botanu-collector.names';
import { problem, type Rule } from './rule';

/** Two pods on one node cannot share a port of the node, nor the file of a queue. */
const surgeIsPossible: Rule = ({ collector: { updateStrategy, mode }, otlp, delivery }) => {
  const surges = and(updateStrategy.surge, equals(mode, 'daemonset'));
  const help = 'set collector.updateStrategy.surge to false';
  return [
    ...(['grpc', 'http'] as const).map(protocol =>
      when(
        and(surges, otlp[protocol].enabled, isSet(otlp[protocol].hostPort)),
        problem(
          'surge',
          `otlp.${protocol}.hostPort`,
          `port ${otlp[protocol].hostPort} of a node cannot be had by the old and the new pod at once`,
          help,
        ),
      ),
    ),
    when(
      and(surges, equals(delivery.storage.type, 'hostPath')),
      problem(
        'surge',
        'delivery.storage.type',
        'the queue in a folder of the node cannot be open in the old and the new pod at once',
        help,
      ),
    ),
  ];
};

const graceCoversTheDrain: Rule = values => {
  const { shutdown } = values.collector;
  return [
    when(
      and(
        isSet(shutdown.graceSeconds),
        lessThan(shutdown.graceSeconds, add(drainSeconds(values as never), shutdown.preStopSeconds)),
      ),
      problem(
        'grace',
        'collector.shutdown.graceSeconds',
        `${shutdown.graceSeconds} is less than the ${add(drainSeconds(values as never), shutdown.preStopSeconds)} seconds that the queue may need to be sent`,
        'leave it at 0 to have it computed, or make delivery.queue.size or exporter.timeout smaller',
      ),
    ),
  ];
};

const RESERVED_LABELS = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/version',
  'app.kubernetes.io/managed-by',
  'helm.sh/chart',
];

const ALERT_LABELS = ['alertname', 'severity'];

/** What the chart writes itself cannot be written twice. */
const nothingIsWrittenTwice: Rule = ({ commonLabels, collector, service, instrumentation, monitoring }) =>
  (
    [
      ['commonLabels', commonLabels, RESERVED_LABELS],
      ['collector.podLabels', collector.podLabels, RESERVED_LABELS],
      ['collector.podAnnotations', collector.podAnnotations, ['checksum/config']],
      ['collector.extraEnv', collector.extraEnv, ['GOMEMLIMIT', 'GOGC', 'K8S_NODE_NAME']],
      ['collector.extraContainers', collector.extraContainers, [CONTAINER]],
      ['monitoring.prometheusRule.alertLabels', monitoring.prometheusRule.alertLabels, ALERT_LABELS],
      ['service.extraPorts', service.extraPorts, ['otlp-grpc', 'otlp-http', 'health']],
      [
        'collector.extraVolumes',
        collector.extraVolumes,
        [...Object.values(VOLUMES), ...Object.values(SECRET_VOLUMES)],
      ],
      ['collector.extraVolumeMounts', collector.extraVolumeMounts, OWN_MOUNTS],
      ...LANGUAGES.map(
        language =>
          [
            `instrumentation.${language}.env`,
            instrumentation[language].env,
            Object.keys(AGENT_VARIABLES[language]),
          ] as const,
      ),
    ] as const
  ).flatMap(([at, map, reserved]) =>
    each(map as Setting<Record<string, unknown>>, ['name', 'value'], name =>
      when(
        contains(reserved, name),
        problem('reserved', `${at}.${name}`, 'this is set already', 'choose another name'),
      ),
    ),
  );

/** Variables of headers are named by us; one of one's own of that name would stand beside it. */
const headerVariablesAreOurs: Rule = ({ collector }) =>
  each(collector.extraEnv as Setting<Record<string, unknown>>, ['variable', 'value'], variable =>
    when(
      matches('^EXPORTER_HEADER_', variable),
      problem(
        'reserved',
        `collector.extraEnv.${variable}`,
        'names that begin with EXPORTER_HEADER_ belong to exporter.headersFromSecret',
        'choose another name',
      ),
    ),
  );

/** The key of a map is the name: written once more within, it would stand in the object twice. */
const namesStandOnce: Rule = ({ collector }) =>
  (
    [
      ['extraVolumes', 'name'],
      ['extraContainers', 'name'],
      ['extraVolumeMounts', 'mountPath'],
    ] as const
  ).flatMap(([map, field]) =>
    each(
      collector[map] as Setting<Record<string, Record<string, unknown>>>,
      ['name', 'value'],
      (name, value) =>
        when(
          hasKey(value as never, field),
          problem(
            'named-twice',
            `collector.${map}.${name}.${field}`,
            `the key ${json(name)} is the ${field} already`,
            'take this out',
          ),
        ),
    ),
  );

/** The group of the queue's volume has a setting of its own. */
const groupStandsOnce: Rule = ({ collector, delivery: { storage } }) => [
  when(
    and(
      differs(storage.type, 'none'),
      isSet(storage.fsGroup),
      hasKey(collector.podSecurityContext as never, 'fsGroup'),
    ),
    problem(
      'named-twice',
      'collector.podSecurityContext.fsGroup',
      `delivery.storage.fsGroup ${storage.fsGroup} is the group already`,
      'set delivery.storage.fsGroup to what you want, and take this out',
    ),
  ),
];

type Variable = Setting<unknown> & { secret?: { name: Setting<string>; key: Setting<string> } };

/** What no Secret can be called would only fail when a pod starts. */
const secretsOfVariablesCanBe: Rule = ({ collector }) =>
  (
    [
      ['name', DNS_SUBDOMAIN],
      ['key', DATA_KEY],
    ] as const
  ).flatMap(([part, { pattern, help }]) =>
    each(
      collector.extraEnv as Setting<Record<string, never>>,
      ['variable', 'value'],
      (variable, value: Variable) => {
        const named = value.secret?.[part] ?? '';
        return when(
          and(not(isString(value)), not(matches(pattern, named))),
          problem(
            'format',
            `collector.extraEnv.${variable}.secret.${part}`,
            `${json(named)} is not valid`,
            help,
          ),
        );
      },
    ),
  );

/** An object that is not one would only fail at the API server. */
const manifestsAreWhole: Rule = ({ extraManifests }) =>
  each(
    extraManifests as Setting<Record<string, Record<string, unknown>>>,
    ['name', 'object'],
    (name, object) =>
      when(
        not(
          and(
            isSetAt(object as never, 'apiVersion'),
            isSetAt(object as never, 'kind'),
            isSetAt(object as never, 'metadata'),
          ),
        ),
        problem(
          'manifest',
          `extraManifests.${name}`,
          'this is not a whole object',
          'give it apiVersion, kind and metadata',
        ),
      ),
  );

export const podsRules: readonly Rule[] = [
  surgeIsPossible,
  graceCoversTheDrain,
  nothingIsWrittenTwice,
  headerVariablesAreOurs,
  namesStandOnce,
  groupStandsOnce,
  secretsOfVariablesCanBe,
  manifestsAreWhole,
];
