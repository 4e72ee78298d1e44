/** What stands in the README of the chart `operator-stack`, before the reference of its settings. */
export const operatorStackReadme = `
Agents and \`botanu.run_id\` for workloads that are somebody else's.
`;
