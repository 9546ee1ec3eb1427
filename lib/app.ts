// The CDK app: `npm run synth` makes its templates without credentials, `npm run deploy` deploys them.
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { TrackerStack } from './tracker-stack.ts';

const app = new App();
const read = (name: string): string | undefined => app.node.tryGetContext(name) as string | undefined;
const [alarmEmail, publicBaseUrl, corsOrigins] = ['alarmEmail', 'publicBaseUrl', 'corsOrigins'].map(read);

new TrackerStack(app, 'StatementTracker', {
  description:
    'Diplomatic statement tracker: articles in S3 become statements that can be queried by speaker.',
  ...(alarmEmail && { alarmEmail }),
  ...(publicBaseUrl && { publicBaseUrl }),
  ...(corsOrigins && { corsOrigins }),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
