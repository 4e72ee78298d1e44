/** What stands in the dashboard for what only an installation knows. */
export const DASHBOARD_PLACES = {
  id: '<id>',
  job: '<job>',
  service: '<service>',
} as const;
