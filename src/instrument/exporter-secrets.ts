/** The Secrets that an exporter reads, as a pod has them: variables for headers, files for certificates and a token. */
import type { CollectorSettings } from '../telemetry/collector-parts';
import { headerVariable } from '../telemetry/exporter-config';
import { each, itemsWhen, type Setting } from '../values/expression';
import { isSet } from '../values/functions';

type Exporter = CollectorSettings['exporter'];

/** Where the files are: a folder for each Secret in one folder, and volumes whose names begin alike. */
export interface SecretFiles {
  readonly folder: string;
  readonly volumes: string;
}

/** The names of all volumes that there may be. */
export const secretVolumeNames = (volumes: string) =>
  ['tls-ca', 'tls-client', 'bearer-token'].map(secret => `${volumes}-${secret}`);

export const headerVariables = ({ headersFromSecret }: Exporter) =>
  each(headersFromSecret, ['header', 'secret'], (header, secret) => ({
    name: headerVariable(header),
    valueFrom: { secretKeyRef: { name: secret.name, key: secret.key } },
  }));

export const secretMounts = (exporter: Exporter, { folder, volumes }: SecretFiles) =>
  secrets(exporter).flatMap(({ name, secretName }) =>
    itemsWhen(isSet(secretName), [
      { name: `${volumes}-${name}`, mountPath: `${folder}/${name}`, readOnly: true },
    ]),
  );

export const secretVolumes = (exporter: Exporter, { volumes }: SecretFiles) =>
  secrets(exporter).flatMap(({ name, secretName }) =>
    itemsWhen(isSet(secretName), [{ name: `${volumes}-${name}`, secret: { secretName } }]),
  );

/** The Secrets whose files the exporter reads, by the folder in which it looks for them. */
const secrets = ({ tls, bearerTokenSecret }: Exporter): { name: string; secretName: Setting<string> }[] => [
  { name: 'tls-ca', secretName: tls.caSecret.name },
  { name: 'tls-client', secretName: tls.clientSecret.name },
  { name: 'bearer-token', secretName: bearerTokenSecret.name },
];
