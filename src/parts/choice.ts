export interface Choice {
  readonly value: string;
  readonly label: string;
  /** One line under the label. */
  readonly note?: string | undefined;
}

export interface ChoiceGroup {
  /** `null` for choices under no heading. */
  readonly label: string | null;
  readonly choices: readonly Choice[];
}
