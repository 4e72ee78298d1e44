/** What watches the collector. */
import { when } from '../../values/expression';
import { and, json, lessThan, milliseconds, not } from '../../values/functions';
import { problem, type Rule } from './rule';

/** Alerts and dashboard ask for the job that the PodMonitor gives. */
const somebodyScrapes: Rule = ({ monitoring }) =>
  (['prometheusRule', 'dashboard'] as const).map(part =>
    when(
      and(monitoring[part].enabled, not(monitoring.podMonitor.enabled)),
      problem(
        'needs-pod-monitor',
        `monitoring.${part}.enabled`,
        'it would find nothing: it looks at what the PodMonitor brings in',
        'set monitoring.podMonitor.enabled to true',
      ),
    ),
  );

/** A rate over five minutes takes some scrapes, and one of them may be missing. */
const LONGEST_INTERVAL = 75_000;

const intervalsFit: Rule = ({ monitoring: { podMonitor, prometheusRule } }) => {
  const { enabled, interval, scrapeTimeout } = podMonitor;
  return [
    when(
      and(enabled, prometheusRule.enabled, lessThan(LONGEST_INTERVAL, milliseconds(interval))),
      problem(
        'interval',
        'monitoring.podMonitor.interval',
        `${json(interval)} is too long for the alerts, which look at five minutes`,
        'make it at most 75s, for example 30s',
      ),
    ),
    when(
      and(enabled, lessThan(milliseconds(interval), milliseconds(scrapeTimeout))),
      problem(
        'interval',
        'monitoring.podMonitor.scrapeTimeout',
        `${json(scrapeTimeout)} is longer than the interval ${json(interval)}, which Prometheus refuses`,
        'make it shorter, or leave it empty',
      ),
    ),
  ];
};

export const monitoringRules: readonly Rule[] = [somebodyScrapes, intervalsFit];
