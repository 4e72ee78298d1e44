/** The exporter: Secrets, credentials, headers, retries. */

import type { RuleProblem } from '../../values/definition';
import { type Dynamic, each, when } from '../../values/expression';
import {
  and,
  differs,
  equals,
  hasKey,
  isSet,
  json,
  lessThan,
  matches,
  milliseconds,
  not,
  upper,
} from '../../values/functions';
import type { CollectorSettings } from '../botanu-collector.values';
import { credentialsInVariables, LOOKS_SECRET } from '../parts/pod-rules';
import { problem, type Rule } from './rule';

type Exporter = CollectorSettings['exporter'];
/** A rule of an exporter, wherever its settings stand. */
type ExporterRule = (exporter: Exporter, at: string) => (RuleProblem | undefined)[];

/** A Secret is named together with the keys that are read from it. */
const secretsAreWhole: ExporterRule = ({ tls, bearerTokenSecret }, exporter) =>
  (
    [
      [`${exporter}.tls.caSecret.key`, tls.caSecret.name, tls.caSecret.key],
      [`${exporter}.tls.clientSecret.certKey`, tls.clientSecret.name, tls.clientSecret.certKey],
      [`${exporter}.tls.clientSecret.keyKey`, tls.clientSecret.name, tls.clientSecret.keyKey],
      [`${exporter}.bearerTokenSecret.key`, bearerTokenSecret.name, bearerTokenSecret.key],
    ] as const
  ).map(([at, name, key]) =>
    when(
      and(isSet(name), not(isSet(key))),
      problem(
        'secret-incomplete',
        at,
        `the Secret ${json(name)} is named, but not the key in it`,
        'name the key, or leave it out to get the default',
      ),
    ),
  );

/** Certificates and tokens mean nothing, or worse, without TLS. */
const credentialsNeedTls: ExporterRule = ({ tls, bearerTokenSecret }, exporter) =>
  (
    [
      [`${exporter}.tls.caSecret.name`, tls.caSecret.name],
      [`${exporter}.tls.clientSecret.name`, tls.clientSecret.name],
      [`${exporter}.bearerTokenSecret.name`, bearerTokenSecret.name],
    ] as const
  ).map(([at, name]) =>
    when(
      and(isSet(name), not(tls.enabled)),
      problem(
        'needs-tls',
        at,
        `${json(name)} is given, but ${exporter}.tls.enabled is false`,
        `set ${exporter}.tls.enabled to true, or take the Secret out`,
      ),
    ),
  );

/** What is secret stands in a Secret: values end up in ConfigMaps, in releases and in repositories. */
const noCredentialsInHeaders: ExporterRule = ({ headers }, exporter) =>
  each(headers, ['header', 'value'], header =>
    when(
      matches(LOOKS_SECRET, upper(header)),
      problem(
        'plain-credentials',
        `${exporter}.headers.${header}`,
        'a credential would stand in plain text in a ConfigMap',
        `put it into a Secret and name that in ${exporter}.headersFromSecret.${header}: {name: …, key: …}`,
      ),
    ),
  );

const noCredentialsInVariables: Rule = values =>
  (['collector', 'gateway'] as const).flatMap(pods =>
    credentialsInVariables(values[pods].extraEnv as never, `${pods}.extraEnv`),
  );

/** A header has one source. */
const oneSourcePerHeader: ExporterRule = ({ headers, headersFromSecret, bearerTokenSecret }, exporter) =>
  [
    ...each(headersFromSecret, ['header', 'secret'], header => [
      when(
        hasKey(headers, header),
        problem(
          'header-twice',
          `${exporter}.headersFromSecret.${header}`,
          `this header also stands in ${exporter}.headers`,
          'keep one of the two',
        ),
      ),
      when(
        and(equals(upper(header), 'AUTHORIZATION'), isSet(bearerTokenSecret.name)),
        problem(
          'header-twice',
          `${exporter}.headersFromSecret.${header}`,
          `${exporter}.bearerTokenSecret sends this header too`,
          'keep one of the two',
        ),
      ),
    ]),
  ] as never;

/** The collector refuses to start where it would give up before it has waited for the longest time. */
export const retriesEndLast = (
  { retry }: Exporter,
  exporter: string,
  givesUp: Dynamic<boolean>,
): (RuleProblem | undefined)[] => {
  const { maxElapsedTime: end } = retry;
  return (['initialInterval', 'maxInterval'] as const).map(interval =>
    when(
      and(givesUp, isSet(milliseconds(end)), lessThan(milliseconds(end), milliseconds(retry[interval]))),
      problem(
        'retry',
        `${exporter}.retry.maxElapsedTime`,
        `${json(end)} is less than ${exporter}.retry.${interval} ${json(retry[interval])}`,
        `make it longer, or ${exporter}.retry.${interval} shorter; 0s never gives up`,
      ),
    ),
  );
};

const retriesOfDeliveryEndLast: Rule = ({ exporter, delivery }) =>
  retriesEndLast(exporter, 'exporter', differs(delivery.mode, 'durable'));

/** What must hold of an exporter by itself: that of a collector, or that of a sidecar. */
export const exporterProblems: ExporterRule = (exporter, at) =>
  [secretsAreWhole, credentialsNeedTls, noCredentialsInHeaders, oneSourcePerHeader].flatMap(rule =>
    rule(exporter, at),
  );

const exporterIsWhole: Rule = ({ exporter }) => exporterProblems(exporter, 'exporter');

export const exporterRules: readonly Rule[] = [
  exporterIsWhole,
  noCredentialsInVariables,
  retriesOfDeliveryEndLast,
];
