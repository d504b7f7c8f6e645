export function buildKey(root: string, inputs: readonly string[]): string;
