/** Pods: how they are replaced and end, and what stands in them. */
import { agentDrainSeconds } from '../../telemetry/exporter-config';
import { each, type Setting, when } from '../../values/expression';
import { DATA_KEY, DNS_SUBDOMAIN } from '../../values/formats';
import {
  add,
  and,
  differs,
  equals,
  hasKey,
  isSet,
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
import { namedOnce, RESERVED_LABELS, reserved, wholeManifests } from '../parts/pod-rules';
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
        lessThan(shutdown.graceSeconds, add(agentDrainSeconds(values as never), shutdown.preStopSeconds)),
      ),
      problem(
        'grace',
        'collector.shutdown.graceSeconds',
        `${shutdown.graceSeconds} is less than the ${add(agentDrainSeconds(values as never), shutdown.preStopSeconds)} seconds that the queue may need to be sent`,
        'leave it at 0 to have it computed, or make delivery.queue.size or exporter.timeout smaller',
      ),
    ),
  ];
};

const ALERT_LABELS = ['alertname', 'severity'];
const SETS = ['collector', 'gateway'] as const;

/** What the chart writes itself cannot be written twice. */
const nothingIsWrittenTwice: Rule = values =>
  (
    [
      ['commonLabels', values.commonLabels, RESERVED_LABELS],
      ['service.extraPorts', values.service.extraPorts, ['otlp-grpc', 'otlp-http', 'health']],
      ['monitoring.prometheusRule.alertLabels', values.monitoring.prometheusRule.alertLabels, ALERT_LABELS],
      ...SETS.flatMap(
        pods =>
          [
            [`${pods}.podLabels`, values[pods].podLabels, RESERVED_LABELS],
            [`${pods}.podAnnotations`, values[pods].podAnnotations, ['checksum/config']],
            [`${pods}.extraEnv`, values[pods].extraEnv, ['GOMEMLIMIT', 'GOGC', 'K8S_NODE_NAME']],
            [`${pods}.extraContainers`, values[pods].extraContainers, [CONTAINER]],
            [
              `${pods}.extraVolumes`,
              values[pods].extraVolumes,
              [...Object.values(VOLUMES), ...Object.values(SECRET_VOLUMES)],
            ],
            [`${pods}.extraVolumeMounts`, values[pods].extraVolumeMounts, OWN_MOUNTS],
          ] as const,
      ),
      ...LANGUAGES.map(
        language =>
          [
            `instrumentation.${language}.env`,
            values.instrumentation[language].env,
            Object.keys(AGENT_VARIABLES[language]),
          ] as const,
      ),
    ] as const
  ).flatMap(([at, map, names]) => reserved(at, map as never, names));

/** Variables of headers are named by us; one of one's own of that name would stand beside it. */
const headerVariablesAreOurs: Rule = values =>
  SETS.flatMap(pods =>
    each(values[pods].extraEnv as Setting<Record<string, unknown>>, ['variable', 'value'], variable =>
      when(
        matches('^EXPORTER_HEADER_', variable),
        problem(
          'reserved',
          `${pods}.extraEnv.${variable}`,
          'names that begin with EXPORTER_HEADER_ belong to exporter.headersFromSecret',
          'choose another name',
        ),
      ),
    ),
  );

const namesStandOnce: Rule = values => SETS.flatMap(pods => namedOnce(`${pods}.`, values[pods]));

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
const secretsOfVariablesCanBe: Rule = values =>
  SETS.flatMap(pods =>
    (
      [
        ['name', DNS_SUBDOMAIN],
        ['key', DATA_KEY],
      ] as const
    ).flatMap(([part, { pattern, help }]) =>
      each(
        values[pods].extraEnv as Setting<Record<string, never>>,
        ['variable', 'value'],
        (variable, value: Variable) => {
          const named = value.secret?.[part] ?? '';
          return when(
            and(not(isString(value)), not(matches(pattern, named))),
            problem(
              'format',
              `${pods}.extraEnv.${variable}.secret.${part}`,
              `${json(named)} is not valid`,
              help,
            ),
          );
        },
      ),
    ),
  );

const manifestsAreWhole: Rule = ({ extraManifests }) => wholeManifests(extraManifests);

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
