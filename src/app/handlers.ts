import type { BodyOf, PathParams, QueryOf, ResponseOf, RouteName } from "#contract/routes.ts";

/** What a handler gets: input already checked against the route's schemas. */
export type HandlerInput<N extends RouteName> = { params: PathParams<N>; query: QueryOf<N>; body: BodyOf<N> };

/** One function for every declared route; the compiler says when one is missing. */
export type Handlers = { [N in RouteName]: (input: HandlerInput<N>) => Promise<ResponseOf<N>> };
