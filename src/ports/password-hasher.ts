/** Passwords are guessable, so what is kept of them must be slow to try. */
export interface PasswordHasher {
  /** @returns parameters, salt and hash in one text */
  hash(password: string): Promise<string>;
  /**
   * @param hash what {@link hash} returned; undefined where nobody has a password: answers false, and takes as long as
   *   for somebody, so that the time tells no one who exists
   */
  matches(password: string, hash: string | undefined): Promise<boolean>;
}
