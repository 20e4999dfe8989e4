import { Tracer } from "@aws-lambda-powertools/tracer";

export type Tracing = {
  /** An SDK client whose calls show in the trace. */
  client<T>(client: T): T;
  /**
   * Run a step of the work as a part of the trace.
   * @param annotations to search traces by, such as the inspection id; nothing secret
   */
  step<T>(name: string, work: () => Promise<T>, annotations?: Record<string, string>): Promise<T>;
};

/**
 * X-Ray traces. Outside of Lambda, or where tracing is switched off, only the work is done. Of an error the trace says
 * that it happened: message and stack may hold what only the log has the rules to leave out.
 * @param options service: as {@link metricService} names the deployment
 */
export function createPowertoolsTracing(options: { service: string }): Tracing {
  const tracer = new Tracer({ serviceName: options.service, captureHTTPsRequests: false });
  return {
    client: (client) => tracer.captureAWSv3Client(client),
    async step(name, work, annotations = {}) {
      if (!tracer.isTracingEnabled()) return await work();
      return await new Promise((resolve, reject) => {
        tracer.provider.captureAsyncFunc(name, (segment) => {
          for (const [key, value] of Object.entries(annotations)) segment?.addAnnotation(key, value);
          const done = work();
          done
            .catch(() => segment?.addFaultFlag())
            .finally(() => segment?.close())
            .then(() => done)
            .then(resolve, reject);
        });
      });
    },
  };
}
