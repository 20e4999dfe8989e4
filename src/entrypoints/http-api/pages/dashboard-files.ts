/** The built dashboard: files made beforehand, the same for everybody. They hold no data; what they show comes from the API. */
export type DashboardFiles = {
  /** The one page, whatever its address says. */
  page(): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * A file that the page loads; its name changes with its content.
   * @param name as under `/assets/`
   * @returns undefined for what is no file of the dashboard
   */
  asset(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
};
