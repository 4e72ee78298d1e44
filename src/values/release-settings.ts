import { mapOf, text } from './definition';
import { DNS_LABEL, LABEL_NAME, LABEL_VALUE } from './formats';

/** Settings by which the installer names and labels things; every chart has them. */
export const releaseSettings = {
  nameOverride: text({
    about: "Takes the place of the chart's name in object names and in the label app.kubernetes.io/name.",
    format: DNS_LABEL,
    maxLength: 63,
  }),
  fullnameOverride: text({
    about:
      "Takes the place of the whole object name, which otherwise is the release name with the chart's name.",
    format: DNS_LABEL,
    maxLength: 63,
  }),
  commonLabels: mapOf(text({ about: 'The value of the label.', format: LABEL_VALUE, maxLength: 63 }), {
    about: 'Labels for every object, for example the team that owns it. They are not part of selectors.',
    keys: LABEL_NAME,
    example: { team: 'platform' },
  }),
};
