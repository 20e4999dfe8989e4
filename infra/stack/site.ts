import { Duration } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AccessLevel,
  AllowedMethods,
  CachePolicy,
  Distribution,
  FunctionEventType,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { pagePolicy } from "../../src/entrypoints/http-api/pages/page-response.ts";
import { acknowledge } from "./acknowledge.ts";
import { deploymentMark } from "./deployment-mark.ts";
import { privateBucket } from "./private-bucket.ts";
import type { RecordStep } from "./record.ts";
import type { Settings } from "./settings.ts";
import { siteFunctions } from "./site-functions.ts";

/** Carried by requests that come through CloudFront, which writes over it whatever a client sent. */
export const THROUGH_SITE = "x-partproof-site";

/** What of the same address is the API; all else is a file of the site. */
const API_PATHS = ["/v1/*", "/healthz", "/openapi.json", "/docs", "/docs/*"];

export type SiteProps = {
  settings: Settings;
  record: RecordStep;
  apiHost: string;
  apiPath: string;
  /** Where people sign in. */
  signInUrl: string;
};

/** The address people use: static files, and the API behind the same host name. */
export class Site extends Construct {
  readonly files: Bucket;
  readonly distribution: Distribution;
  readonly url: string;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    const { settings, record } = props;
    this.files = privateBucket(this, "Files", {
      versioned: true,
      serverAccessLogsBucket: record.accessLogs,
      serverAccessLogsPrefix: "site/",
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
    });
    const api = new HttpOrigin(props.apiHost, {
      originPath: props.apiPath,
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      customHeaders: { [THROUGH_SITE]: deploymentMark(this) },
      readTimeout: Duration.seconds(30),
    });
    const { showScreens, nameViewer } = siteFunctions(this);
    this.distribution = new Distribution(this, "Distribution", {
      comment: `Partproof ${settings.stage}`,
      defaultRootObject: "index.html",
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_ALL,
      enableLogging: true,
      logBucket: record.accessLogs,
      logFilePrefix: "cloudfront/",
      ...(settings.domainName && settings.certificateArn
        ? {
            domainNames: [settings.domainName],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: Certificate.fromCertificateArn(this, "Certificate", settings.certificateArn),
          }
        : {}),
      defaultBehavior: {
        // Only to whom it would list a bucket does S3 say that a file is not there; nothing lists it here.
        origin: S3BucketOrigin.withOriginAccessControl(this.files, {
          originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
        }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: this.securityHeaders(props.signInUrl),
        functionAssociations: [{ function: showScreens, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: Object.fromEntries(
        API_PATHS.map((path) => [
          path,
          {
            origin: api,
            viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
            allowedMethods: AllowedMethods.ALLOW_ALL,
            cachePolicy: CachePolicy.CACHING_DISABLED,
            originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            functionAssociations: [{ function: nameViewer, eventType: FunctionEventType.VIEWER_REQUEST }],
          },
        ]),
      ),
    });
    this.url = `https://${settings.domainName ?? this.distribution.distributionDomainName}`;
    acknowledge(
      this.distribution,
      "AwsSolutions-CFR1",
      "Factories are everywhere; who may see anything is decided by sign-in.",
    );
    acknowledge(
      this.distribution,
      "AwsSolutions-CFR2",
      "The static files hold nothing of a customer; the API behind it has a web ACL of its own.",
    );
    acknowledge(
      this.distribution,
      "Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk",
      "The root is a page by itself and by the function before it, and queries do not reach S3: nobody gets a list.",
    );
    acknowledge(
      this.distribution,
      "AwsSolutions-CFR4",
      "Without a domain of one's own CloudFront's certificate decides; with domainName it is TLS 1.2 and later.",
    );
  }

  private securityHeaders(signInUrl: string): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, "SecurityHeaders", {
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: pagePolicy([signInUrl]),
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          preload: false,
          override: true,
        },
      },
    });
  }
}
