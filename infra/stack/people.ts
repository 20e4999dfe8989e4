import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AccountRecovery,
  CfnUserPoolGroup,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  type UserPoolDomain,
} from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import type { Settings } from "./settings.ts";

/** A person's groups are their roles. Cameras sign in otherwise. */
const GROUPS = {
  inspector: "Decides what the system is unsure of",
  quality: "Writes recipes, teaches, reads reports",
  auditor: "Reads everything, changes nothing",
  support: "Health, metrics and dead letters",
  admin: "Everything",
} as const;

/** Who people are. Nobody can sign up by themselves. */
export class People extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** Cognito's page where people sign in. */
  readonly domain: UserPoolDomain;

  constructor(scope: Construct, id: string, props: { settings: Settings; siteUrl: string }) {
    super(scope, id);
    const { settings } = props;
    this.pool = new UserPool(this, "Pool", {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      autoVerify: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      deletionProtection: settings.stage === "prod",
      removalPolicy: settings.stage === "prod" ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(
      this.pool,
      "AwsSolutions-COG3",
      "Threat protection needs the Plus plan, which is priced a user; a second factor is required of everybody instead.",
    );
    acknowledge(
      this.pool,
      "AwsSolutions-COG8",
      "The Plus plan is priced a user; a second factor is required of everybody instead.",
    );
    for (const [groupName, description] of Object.entries(GROUPS)) {
      new CfnUserPoolGroup(this, `Group-${groupName}`, {
        userPoolId: this.pool.userPoolId,
        groupName,
        description,
      });
    }
    this.domain = this.pool.addDomain("SignIn", {
      cognitoDomain: { domainPrefix: `partproof-${settings.stage}-${Stack.of(this).account}` },
    });
    this.client = this.pool.addClient("Dashboard", {
      generateSecret: false,
      authFlows: { userSrp: true },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [`${props.siteUrl}/`],
        logoutUrls: [`${props.siteUrl}/`],
      },
    });
  }
}
