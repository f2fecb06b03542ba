/** Where the functions of the user's answer that rotate secrets. */
export interface RotationFunctions {
  /** The address of a function by its ARN or its name; undefined when nobody configured it. */
  findUrl(functionArn: string): string | undefined
}
