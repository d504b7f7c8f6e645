/** Up to this much clean money, in kopecks, the company takes the larger share; the server counts by the same rule. */
const smallCleanKopecks = 500_000;

interface Preview {
  clean: number;
  masterChange: number;
}

/** What a closing will come to, in roubles, before it is sent. Null until both sums are readable. */
export function previewMoney(result: string, expenditure: string): Preview | null {
  const paid = toKopecks(result);
  const spent = toKopecks(expenditure);
  if (paid === null || spent === null) return null;
  const clean = paid - spent;
  const percent = clean <= smallCleanKopecks ? 60 : 50;
  return { clean: clean / 100, masterChange: Math.floor((clean * percent + 50) / 100) / 100 };
}

/** A sum as people write it: spaces between thousands, a comma or a point before kopecks. Null for anything else. */
export function toRoubles(text: string): number | null {
  const kopecks = toKopecks(text);
  return kopecks === null ? null : kopecks / 100;
}

function toKopecks(text: string): number | null {
  const plain = text.replace(/\s/g, '').replace(',', '.');
  return /^\d{1,7}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
}
