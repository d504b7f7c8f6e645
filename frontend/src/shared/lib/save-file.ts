export interface DownloadedFile {
  content: Blob;
  name: string;
}

/** Gives a file to the browser as a download. */
export function saveFile({ content, name }: DownloadedFile): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** The name that an answer gives its file. */
export function fileNameOf(response: Response): string | undefined {
  return /filename="?([^";]+)"?/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
}
