/** What stands in the chart's README before the reference of its values. */
export const collectorReadme = `# collector

TODO`;
