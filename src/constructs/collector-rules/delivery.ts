/** Delivery: a promise, and what it needs to be kept. */
import { MAIN_EXPORTER } from '../../telemetry/exporter-config';
import { GATEWAY_EXPORTER } from '../../telemetry/to-gateway';
import { each, when } from '../../values/expression';
import { and, bytes, differs, equals, isSetAt, json, lessThan, matches, not } from '../../values/functions';
import { problem, type Rule } from './rule';

/** The collector cannot both wait for the backend and store for later; each mode is one of the two. */
const deliveryHasItsStorage: Rule = ({ delivery, collector: { mode } }) => {
  const { storage } = delivery;
  const durable = equals(delivery.mode, 'durable');
  return [
    when(
      and(durable, equals(storage.type, 'none')),
      problem(
        'durable-needs-storage',
        'delivery.storage.type',
        'delivery.mode is "durable", but there is nowhere to write',
        'choose hostPath (daemonset), persistentVolumeClaim (statefulset) or emptyDir, or set delivery.mode to sync, which needs no disk',
      ),
    ),
    when(
      and(not(durable), differs(storage.type, 'none')),
      problem(
        'storage-unused',
        'delivery.storage.type',
        `delivery.mode is ${json(delivery.mode)}, which writes nothing: it waits for the backend, or keeps things in memory`,
        'set delivery.mode to durable, or delivery.storage.type to none',
      ),
    ),
    when(
      and(equals(storage.type, 'hostPath'), differs(mode, 'daemonset')),
      problem(
        'storage-of-mode',
        'delivery.storage.type',
        `hostPath cannot keep the queue of a ${mode}: another pod of it may come to the same node`,
        'choose persistentVolumeClaim with collector.mode statefulset, or collector.mode daemonset',
      ),
    ),
    when(
      and(equals(storage.type, 'persistentVolumeClaim'), differs(mode, 'statefulset')),
      problem(
        'storage-of-mode',
        'delivery.storage.type',
        `a ${mode} has no volume claim for each of its pods`,
        'set collector.mode to statefulset, or choose hostPath for a daemonset',
      ),
    ),
  ];
};

/** The same contradiction, written into the raw configuration; the gateway always waits. */
const rawConfigKeepsThePromise: Rule = ({ delivery, config, gateway }) => [
  ...[...Object.values(MAIN_EXPORTER), ...Object.values(GATEWAY_EXPORTER)].flatMap(exporter => [
    when(
      and(
        equals(delivery.mode, 'durable'),
        isSetAt(config, `exporters.${exporter}.sending_queue.wait_for_result`),
      ),
      problem(
        'storage-and-wait',
        `config.exporters.${exporter}.sending_queue.wait_for_result`,
        'the collector refuses to wait for the result of what it stores',
        'set delivery.mode to sync, or take this out',
      ),
    ),
    when(
      and(equals(delivery.mode, 'sync'), isSetAt(config, `exporters.${exporter}.sending_queue.storage`)),
      problem(
        'storage-and-wait',
        `config.exporters.${exporter}.sending_queue.storage`,
        'the collector refuses to store what it waits for',
        'set delivery.mode to durable and delivery.storage.type to where the queue is, or take this out',
      ),
    ),
  ]),
  ...Object.values(MAIN_EXPORTER).map(exporter =>
    when(
      and(gateway.enabled, isSetAt(gateway.config, `exporters.${exporter}.sending_queue.storage`)),
      problem(
        'storage-and-wait',
        `gateway.config.exporters.${exporter}.sending_queue.storage`,
        'the gateway waits for the backend and has no disk: what is stored is stored by the agents',
        'take this out, and set delivery.mode to durable',
      ),
    ),
  ),
];

/** A batch fits into the queue, and is not sent before it is begun. */
const batchesFit: Rule = ({ delivery: { queue, batch } }) => [
  when(
    lessThan(bytes(batch.maxSize), bytes(batch.minSize)),
    problem(
      'batch-sizes',
      'delivery.batch.maxSize',
      `${json(batch.maxSize)} is less than delivery.batch.minSize ${json(batch.minSize)}`,
      'make minSize the smaller one',
    ),
  ),
  when(
    lessThan(bytes(queue.size), bytes(batch.maxSize)),
    problem(
      'batch-sizes',
      'delivery.queue.size',
      `${json(queue.size)} is less than one batch, delivery.batch.maxSize ${json(batch.maxSize)}`,
      'make the queue several batches large',
    ),
  ),
];

/** `batch` tells the client "accepted" before anything is delivered, and breaks the promise of the mode. */
const noBatchProcessor: Rule = ({ processors, delivery }) =>
  each(processors, ['name', 'processor'], name =>
    when(
      and(matches('^batch(/|$)', name), differs(delivery.mode, 'memory')),
      problem(
        'no-batch',
        `processors.${name}`,
        `the batch processor acknowledges before it delivers, which breaks the promise of ${json(delivery.mode)}`,
        'leave it out: the queue batches already (delivery.batch), or set delivery.mode to memory',
      ),
    ),
  );

export const deliveryRules: readonly Rule[] = [
  deliveryHasItsStorage,
  rawConfigKeepsThePromise,
  batchesFit,
  noBatchProcessor,
];
