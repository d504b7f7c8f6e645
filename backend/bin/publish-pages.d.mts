export function publishPages(fresh: string, dist: string): void;
