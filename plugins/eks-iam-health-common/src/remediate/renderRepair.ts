import { RenderedRepair, Repair, RepairTarget, RepairTool } from '../model';
import { ActionText, ActionTexts } from './actionText';
import { cloudFormationTemplate } from './cloudFormation';
import { renderAction } from './renderAction';
import { lines, remark } from './shell';

const labels: Record<RepairTool, string> = {
  aws: 'AWS CLI',
  kubectl: 'kubectl',
  eksctl: 'eksctl',
  terraform: 'Terraform',
  cloudformation: 'CloudFormation',
  policy: 'Policy document',
};

const languages: Record<RepairTool, RenderedRepair['language']> = {
  aws: 'shell',
  kubectl: 'shell',
  eksctl: 'shell',
  terraform: 'hcl',
  cloudformation: 'yaml',
  policy: 'json',
};

const tools = Object.keys(labels) as RepairTool[];
const shellTools = tools.filter(tool => languages[tool] === 'shell');

/**
 * Text of a repair for every tool that can do all of it. Where no single tool can, the commands are given together.
 * Steps are undone in the opposite order. Words alone (no action) render to nothing.
 *
 * @public
 */
export function renderRepair(
  repair: Repair,
  target: RepairTarget,
): RenderedRepair[] {
  const texts = repair.actions.map(action => renderAction(action, target));
  if (texts.length === 0) return [];
  const whole = tools.flatMap(tool => {
    // Several documents in one block would be no document.
    if (tool === 'policy' && texts.length > 1) return [];
    const parts = texts.map(text => text[tool]);
    return parts.every(part => part !== undefined)
      ? [joined(tool, labels[tool], parts as ActionText[], target)]
      : [];
  });
  return whole.some(rendered => rendered.language === 'shell')
    ? whole
    : [...mixed(texts, target), ...whole];
}

function joined(
  tool: RepairTool,
  label: string,
  parts: ActionText[],
  target: RepairTarget,
): RenderedRepair {
  const language = languages[tool];
  const isShell = language === 'shell';
  // kubectl talks to the current context, so the cluster meant is said in words.
  const header = isShell
    ? remark(
        `cluster ${target.clusterName}, ${target.region}, account ${target.accountId}`,
      )
    : undefined;
  const block = (texts: string[]) =>
    lines(header, texts.join(isShell ? '\n' : '\n\n'));
  const once = (texts: string[]) => [...new Set(texts)];
  return {
    tool,
    label,
    language,
    do:
      tool === 'cloudformation'
        ? cloudFormationTemplate(
            parts.map(part => part.do),
            target,
          )
        : block(parts.map(part => part.do)),
    // Proof and undo of Terraform and documents are commands that do not grow with the number of steps.
    verify: once(parts.map(part => part.verify)).join('\n'),
    undo: isShell
      ? block(undone(parts))
      : once(parts.map(part => part.undo)).join('\n\n'),
  };
}

/** The steps backwards; what makes others take effect does so at the end again. */
function undone(parts: readonly ActionText[]): string[] {
  const settling = parts.filter(part => part.undoLast !== undefined);
  if (settling.length === parts.length) return parts.map(part => part.undo);
  return [
    ...parts.filter(part => part.undoLast === undefined).reverse(),
    ...settling,
  ].map(({ undo, undoLast }) => undoLast ?? undo);
}

/** One block of commands of several tools, step by step; only if every step has a command at all. */
function mixed(texts: ActionTexts[], target: RepairTarget): RenderedRepair[] {
  const steps = texts.flatMap(text => {
    const tool = shellTools.find(candidate => text[candidate]);
    const part = tool && text[tool];
    return part ? [{ tool, part }] : [];
  });
  if (steps.length === 0 || steps.length < texts.length) return [];
  const used = [...new Set(steps.map(step => step.tool))];
  return [
    joined(
      used[0],
      used.map(tool => labels[tool]).join(' and '),
      steps.map(step => step.part),
      target,
    ),
  ];
}
