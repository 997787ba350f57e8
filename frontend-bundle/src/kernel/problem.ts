/** A field that the service found wrong. */
export interface Cause {
  field?: string;
  message?: string;
}

/** Why a request failed, in the service's words: a Kubernetes `Status`, or what is left of one. */
export class Problem extends Error {
  constructor(
    /** HTTP status; 0 when there was no answer. */
    readonly code: number,
    /** `NotFound`, `Invalid`, … */
    readonly reason: string,
    message: string,
    readonly causes: Cause[] = [],
  ) {
    super(message);
    this.name = 'Problem';
  }

  /** Whether the same request may succeed when it is made again. */
  get passes(): boolean {
    return this.code === 0 || this.code === 429 || this.code >= 502;
  }
}

/** Any thrown value as a problem. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) {
    return thrown;
  }
  return new Problem(0, 'Unknown', thrown instanceof Error ? thrown.message : String(thrown));
}
