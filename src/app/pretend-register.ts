/** Of the rehearsal: a register that lives in memory, in which exactly the writer stands. */
import type { Fields, Holder, PersonRecord } from '../action/holder.ts'
import type { Field } from '../letter/letter.ts'

const PRETEND: Fields = {
  surname: 'Прежняя',
  name: 'Прежнее',
  phone: '+77000000000',
  userId: 'user-000000',
}

/** A register in which exactly the writer stands. */
export class PretendRegister implements Holder {
  readonly name = 'register'
  private record: PersonRecord | null

  constructor(email: string) {
    this.record = { ref: 'pretended', fields: { ...PRETEND, email } }
  }

  async find(email: string): Promise<readonly PersonRecord[]> {
    return this.record?.fields.email === email ? [this.record] : []
  }
  async findByPhone(): Promise<readonly PersonRecord[]> {
    return []
  }
  async look(): Promise<PersonRecord | null> {
    return this.record
  }
  async hold(): Promise<void> {}
  async release(): Promise<void> {}
  async correct(ref: string, fields: Partial<Record<Field, string>>): Promise<void> {
    if (this.record !== null) this.record = { ref, fields: { ...this.record.fields, ...fields } }
  }
  async keepOnly(ref: string, kept: readonly Field[]): Promise<void> {
    const held = Object.entries(this.record?.fields ?? {})
    const fields = Object.fromEntries(held.filter(([field]) => kept.some((one) => one === field)))
    this.record = { ref, fields }
  }
  async destroy(): Promise<void> {
    this.record = null
  }
}
