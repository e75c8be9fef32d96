// What our scripts use of the validator; the files themselves are not ours to check.
export class Validator {
  constructor(schema: any, draft?: string, shortCircuit?: boolean);
  validate(instance: any): { valid: boolean; errors: { keyword: string; instanceLocation: string; error: string }[] };
}
