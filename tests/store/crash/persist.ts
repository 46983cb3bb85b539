import { AppError } from "#core/errors.ts";

/** Does the work again for as long as the store says that this can help: writers are served in no order. */
export async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError && error.retry)) throw error;
    }
  }
}
