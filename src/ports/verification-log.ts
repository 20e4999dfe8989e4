/** One check of the evidence that has ended. */
export type KeptVerification = {
  /** When it ended, ISO 8601. */
  at: string;
  /** Who asked for it. */
  by: string;
  intact: boolean;
  /** The last entry that was checked. */
  through: number;
  entries: number;
  photos: number;
  /** False when it had to stop before the end of the chain. */
  complete: boolean;
  /** The first thing that was not as it was sealed. */
  fault?: { sequence: number; what: string };
};

/** Remembers the last check of the evidence, for whoever asks when it was and what it found. */
export interface VerificationLog {
  keep(verification: KeptVerification): Promise<void>;
  /** The one that was kept last. */
  last(): Promise<KeptVerification | undefined>;
}
