import { useForm } from 'react-hook-form';
import type { UseFormReturn } from 'react-hook-form';
import { ApiProblem, fieldFaultText, problemText } from '@/shared/api';
import type { FieldFault } from '@/shared/api';
import { useTranslation } from '@/shared/i18n';

export interface Proof {
  password: string;
  /** Empty for those who have no second factor. */
  code: string;
}

export interface ProofForm {
  form: UseFormReturn<Proof>;
  /** Tells of a refusal where it belongs: at its field, or above the form. Returns the faults that have a field. */
  refuse: (error: unknown) => readonly FieldFault[];
}

const isOfProof = (fault: FieldFault): fault is FieldFault & { field: keyof Proof } =>
  fault.field === 'password' || fault.field === 'code';

/** Password and code by which somebody shows that it is he. `textOf` gives own words for a fault. Texts: `factor`. */
export function useProofForm(textOf?: (fault: FieldFault) => string | undefined): ProofForm {
  const { t } = useTranslation('factor');
  const form = useForm<Proof>({ defaultValues: { password: '', code: '' } });
  const usualTextOf = (fault: FieldFault): string => {
    if (fault.code !== 'invalid_value') return fieldFaultText(fault);
    return fault.field === 'password' ? t('confirm.wrongPassword') : t('confirm.wrongCode');
  };
  const refuse = (error: unknown): readonly FieldFault[] => {
    const faults = error instanceof ApiProblem ? error.errors.filter(isOfProof) : [];
    for (const fault of faults) {
      const message = textOf?.(fault) ?? usualTextOf(fault);
      form.setError(fault.field, { message }, { shouldFocus: true });
    }
    if (faults.length === 0) form.setError('root', { message: problemText(error) });
    return faults;
  };
  return { form, refuse };
}
