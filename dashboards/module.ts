/** The file of src from which a construct reads a dashboard. */
export const dashboardModule = (madeBy: string, dashboard: unknown) =>
  `// Generated from dashboards/${madeBy}.ts by \`npm run synth\`. Do not edit.
export const DASHBOARD: unknown = ${JSON.stringify(dashboard, undefined, 2)};
`;
