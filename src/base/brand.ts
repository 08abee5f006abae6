declare const brand: unique symbol;

/** A string (or number) that only one function may mint, so that it cannot be confused with another. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
