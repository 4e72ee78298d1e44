/** The collector of the well-known guide in a cluster: the negative control. */
import { stringify } from 'yaml';
import { guideConfig } from '../guide';
import { podWithService, RESTRICTED_CONTAINER, RESTRICTED_POD } from './backend';

export function guideObjects(namespace: string, backend: string, image: string) {
  const name = 'guide';
  const container = {
    name: 'collector',
    image,
    args: ['--config=/etc/guide/config.yaml'],
    volumeMounts: [{ name: 'config', mountPath: '/etc/guide' }],
    readinessProbe: { tcpSocket: { port: 4318 }, periodSeconds: 1 },
    securityContext: RESTRICTED_CONTAINER,
  };
  const spec = {
    securityContext: RESTRICTED_POD,
    terminationGracePeriodSeconds: 0,
    containers: [container],
    volumes: [{ name: 'config', configMap: { name } }],
  };
  const data = { 'config.yaml': stringify(guideConfig(backend)) };
  return {
    endpoint: `http://${name}.${namespace}:4318`,
    objects: [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data },
      ...podWithService(name, namespace, spec, { grpc: 4317, http: 4318 }),
    ],
  };
}
