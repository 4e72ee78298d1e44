/** Writes the dashboards into src, where constructs read them. */
import { writeFile } from '../src/chart';
import { applicationDashboardModule } from './application';
import { collectorDashboardModule } from './collector';

writeFile('src/constructs/botanu-collector.dashboard.ts', collectorDashboardModule());
writeFile('src/constructs/instrumented-deployment.dashboard.ts', applicationDashboardModule());
