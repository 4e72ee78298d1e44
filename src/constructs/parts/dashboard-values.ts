/** What the installer may say of a Grafana dashboard, whatever it shows. */
import { mapOf, section, text, toggle } from '../../values/definition';
import type { Settings } from '../../values/expression';
import { LABEL_NAME, LABEL_VALUE, WITHOUT_DELETE } from '../../values/formats';
import { labelValue } from './pod-values';

export const moreLabels = (about: string, example: Record<string, string>) =>
  mapOf(labelValue, { about, keys: LABEL_NAME, example });

export const dashboardValues = (about: string) =>
  section(about, {
    enabled: toggle({ about: 'Whether there is one.', default: false }),
    sidecar: section('The label that the sidecar looks for.', {
      label: text({
        about: 'Its name.',
        default: 'grafana_dashboard',
        format: LABEL_NAME,
        minLength: 1,
        maxLength: 317,
      }),
      value: text({ about: 'Its value.', default: '1', format: LABEL_VALUE, maxLength: 63 }),
    }),
    labels: moreLabels('Further labels of the ConfigMap.', { team: 'platform' }),
    annotations: mapOf(text({ about: 'The value.', format: WITHOUT_DELETE, maxLength: 16384 }), {
      about: 'Annotations of the ConfigMap: the sidecar reads the folder from one.',
      keys: LABEL_NAME,
      example: { grafana_folder: 'OpenTelemetry' },
    }),
  });

/** As a construct's body sees them. */
export type DashboardSettings = Settings<{
  enabled: boolean;
  sidecar: { label: string; value: string };
  labels: Record<string, string>;
  annotations: Record<string, string>;
}>;
