import { RepairAction, RepairTarget, RepairTool } from '../model';

/** What one tool does about one action. */
export interface ActionText {
  do: string;
  verify: string;
  undo: string;
  /** what makes the undo of the steps before it take effect; it comes after them, as it does when they are done */
  undoLast?: string;
}

/** The tools that can do an action, each with its text. */
export type ActionTexts = Partial<Record<RepairTool, ActionText>>;

/** The action of one kind. */
export type ActionOf<K extends RepairAction['kind']> = Extract<
  RepairAction,
  { kind: K }
>;

/** Writes one kind of action for one cluster. */
export type ActionWriter<K extends RepairAction['kind']> = (
  action: ActionOf<K>,
  target: RepairTarget,
) => ActionTexts;

/** Undoes whatever a block of Terraform has made. */
export const undoTerraform =
  '# Remove the block from the configuration, then\nterraform apply';

/** Shows what Terraform would still change: nothing, once it is applied. */
export const verifyTerraform = 'terraform plan';
