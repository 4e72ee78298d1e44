/** What must agree about scraping: of the target allocator, the operator would refuse much of it. */
import { problem, type RuleProblem } from '../values/definition';
import { each, type Setting, when } from '../values/expression';
import { and, differs, equals, isSet, isSetAt, json, lessThan, not, or } from '../values/functions';
import type { CollectorRule } from './operator-stack.collectors-rules';

const SCRAPED = 'receivers.prometheus.config.scrape_configs';

const allocatorFitsMode: CollectorRule = ({ mode, targetAllocator }, { at }) => {
  const { enabled, allocationStrategy } = targetAllocator;
  const [isDaemonSet, perNode] = [equals(mode, 'daemonset'), equals(allocationStrategy, 'per-node')];
  return [
    when(
      and(enabled, differs(mode, 'statefulset'), not(isDaemonSet)),
      problem(
        'allocator-mode',
        `${at}.targetAllocator.enabled`,
        `targets are divided among pods that keep their names, which those of a ${mode} do not`,
        `set ${at}.mode to statefulset, or to daemonset`,
      ),
      when(
        and(enabled, isDaemonSet, not(perNode)),
        problem(
          'allocator-strategy',
          `${at}.targetAllocator.allocationStrategy`,
          `${json(allocationStrategy)} is not for the mode daemonset`,
          'write per-node, or set mode to statefulset',
        ),
        when(
          and(enabled, not(isDaemonSet), perNode),
          problem(
            'allocator-strategy',
            `${at}.targetAllocator.allocationStrategy`,
            `"per-node" needs a pod on each node, but mode is ${json(mode)}`,
            'write consistent-hashing or least-weighted, or set mode to daemonset',
          ),
        ),
      ),
    ) as RuleProblem,
  ];
};

const somethingIsAllocated: CollectorRule = ({ targetAllocator, scrapeConfigs, config }, { at }) => {
  const { enabled, prometheusCR, replicas, allocationStrategy } = targetAllocator;
  const isScraped = or(prometheusCR.enabled, isSet(scrapeConfigs), isSetAt(config as never, SCRAPED));
  return [
    when(
      and(enabled, not(isScraped)),
      problem(
        'nothing-scraped',
        `${at}.targetAllocator.enabled`,
        'there is nothing that it could allocate',
        `write ${at}.scrapeConfigs, or set ${at}.targetAllocator.prometheusCR.enabled to true`,
      ),
    ),
    when(
      and(not(enabled), prometheusCR.enabled),
      problem(
        'allocator-missing',
        `${at}.targetAllocator.prometheusCR.enabled`,
        'only a target allocator follows these objects, and there is none',
        `set ${at}.targetAllocator.enabled to true`,
      ),
    ),
    when(
      and(enabled, lessThan(1, replicas), equals(allocationStrategy, 'least-weighted')),
      problem(
        'allocator-replicas',
        `${at}.targetAllocator.replicas`,
        `${replicas} allocators would divide targets by "least-weighted" each in its own way`,
        'run one, or write consistent-hashing',
      ),
    ),
  ];
};

const jobsHaveNames: CollectorRule = ({ scrapeConfigs }, { at }) =>
  each(scrapeConfigs as Setting<{ job_name: string }[]>, ['place', 'scraped'], (_place, scraped) =>
    when(
      not(isSet(scraped.job_name ?? '')),
      problem(
        'job-name',
        `${at}.scrapeConfigs`,
        'one of them has no job_name, without which nothing is scraped',
        'name it: {job_name: shop, …}',
      ),
    ),
  );

export const allocatorRules: readonly CollectorRule[] = [
  allocatorFitsMode,
  somethingIsAllocated,
  jobsHaveNames,
];
