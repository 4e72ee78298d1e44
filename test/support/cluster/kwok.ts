/** Nodes that are not there, by kwok: pods on them are "Running" without a process. For numbers that no machine holds. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../helm';
import type { Start } from './control-plane';

/** kwok leaves the nodes alone that do not bear this, and so do pods that do not tolerate the taint of that name. */
const MARK = { key: 'kwok.x-k8s.io/node', value: 'fake' } as const;

export const FAKE_NODE_TOLERATION = { key: MARK.key, operator: 'Exists' } as const;

export function startKwok(start: Start, program: string, kubeconfig: string, folder: string) {
  const stages = join(folder, 'kwok.yaml');
  writeFileSync(stages, STAGES.map(stage => JSON.stringify(stage)).join('\n---\n'));
  return start('kwok', program, [
    `--kubeconfig=${kubeconfig}`,
    `--config=${stages}`,
    `--manage-nodes-with-annotation-selector=${MARK.key}=${MARK.value}`,
    '--node-lease-duration-seconds=40',
  ]);
}

export function fakeNodes(count: number, from = 0): KubernetesObject[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `fake-${from + index}`;
    const room = { cpu: '64', memory: '256Gi', pods: '1000' };
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        annotations: { [MARK.key]: MARK.value },
        labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', type: 'kwok' },
      },
      spec: { taints: [{ ...MARK, effect: 'NoSchedule' }] },
      status: { allocatable: room, capacity: room },
    };
  });
}

/** What becomes of an object, as kwok reads it: when something is so, this is its next status. */
const stage = (name: string, kind: string, matchExpressions: object[], next: object) => ({
  apiVersion: 'kwok.x-k8s.io/v1alpha1',
  kind: 'Stage',
  metadata: { name },
  spec: { resourceRef: { apiGroup: 'v1', kind }, selector: { matchExpressions }, next },
});

const NOW = '{{ Now | Quote }}';

const STAGES = [
  stage(
    'node-is-ready',
    'Node',
    [
      {
        key: '.status.conditions.[] | select( .type == "Ready" ) | .status',
        operator: 'NotIn',
        values: ['True'],
      },
    ],
    {
      statusTemplate: `conditions:
- {type: Ready, status: "True", reason: Fake, message: not there, lastHeartbeatTime: ${NOW}, lastTransitionTime: ${NOW}}
`,
    },
  ),
  stage(
    'pod-is-running',
    'Pod',
    [
      { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' },
      { key: '.status.podIP', operator: 'DoesNotExist' },
    ],
    {
      statusTemplate: `phase: Running
startTime: ${NOW}
podIP: {{ PodIPWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) | Quote }}
conditions:
- {type: Initialized, status: "True", lastTransitionTime: ${NOW}}
- {type: ContainersReady, status: "True", lastTransitionTime: ${NOW}}
- {type: Ready, status: "True", lastTransitionTime: ${NOW}}
containerStatuses:
{{ range .spec.containers }}
- {name: {{ .name | Quote }}, image: {{ .image | Quote }}, ready: true, started: true, restartCount: 0, state: {running: {startedAt: ${NOW}}}}
{{ end }}
`,
    },
  ),
  stage('pod-is-gone', 'Pod', [{ key: '.metadata.deletionTimestamp', operator: 'Exists' }], {
    finalizers: { empty: true },
    delete: true,
  }),
];
