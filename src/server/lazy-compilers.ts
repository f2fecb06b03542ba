/**
 * Compiles the schema of a route when it is asked for the first time. All of them at the start cost a third of a
 * second of every `rekey up`, for routes of which most are never called.
 */
import { AjvCompiler } from '@fastify/ajv-compiler'
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifyServerOptions } from 'fastify'

type Factory = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>
type Validate = ((data: unknown) => unknown) & { errors?: unknown }
type Compile = (route: unknown) => Validate

export function lazyCompilers(): Factory {
  const makeValidator = AjvCompiler() as unknown as (...options: unknown[]) => Compile
  const makeSerializer = SerializerSelector() as unknown as (...options: unknown[]) => Compile
  return {
    buildValidator: ((...options: unknown[]) => {
      const compile = once(() => makeValidator(...options))
      return (route: unknown): Validate => {
        const validate = once(() => compile()(route))
        const lazy: Validate = (data) => {
          const answer = validate()(data)
          // The caller looks for them at the function that it was given.
          lazy.errors = validate().errors
          return answer
        }
        return lazy
      }
    }) as unknown as NonNullable<Factory['buildValidator']>,
    buildSerializer: ((...options: unknown[]) => {
      const compile = once(() => makeSerializer(...options))
      return (route: unknown) => {
        const serialize = once(() => compile()(route))
        return (data: unknown) => serialize()(data)
      }
    }) as unknown as NonNullable<Factory['buildSerializer']>,
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
