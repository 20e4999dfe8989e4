import { Duration } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
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
import { acknowledge } from "./acknowledge.ts";
import { privateBucket } from "./private-bucket.ts";
import type { RecordStep } from "./record.ts";
import type { Settings } from "./settings.ts";

/** What of the same address is the API; all else is a file of the site. */
const API_PATHS = ["/v1/*", "/healthz", "/openapi.json", "/docs", "/docs/*"];

/** The address people use: static files, and the API behind the same host name. */
export class Site extends Construct {
  readonly files: Bucket;
  readonly distribution: Distribution;
  readonly url: string;

  constructor(
    scope: Construct,
    id: string,
    props: { settings: Settings; record: RecordStep; apiHost: string; apiPath: string },
  ) {
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
      readTimeout: Duration.seconds(30),
    });
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
        origin: S3BucketOrigin.withOriginAccessControl(this.files),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: this.securityHeaders(),
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
      "AwsSolutions-CFR4",
      "Without a domain of one's own CloudFront's certificate decides; with domainName it is TLS 1.2 and later.",
    );
  }

  private securityHeaders(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, "SecurityHeaders", {
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy:
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; " +
            "connect-src 'self' https://*.amazoncognito.com; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
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
