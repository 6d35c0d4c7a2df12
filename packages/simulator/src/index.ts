/**
 * An estate that can be called: EKS, IAM and STS in their wire protocols, and one Kubernetes API per cluster, seeded
 * from readable files.
 *
 * @packageDocumentation
 */
export { startSimulator } from './startSimulator';
export type { Simulator, SimulatorOptions } from './startSimulator';
export { EstateError, loadEstate, parseEstate } from './estate/loadEstate';
export type {
  AccountDefinition,
  ClusterDefinition,
  EstateDefinition,
} from './estate/schema';
export type { CallCounts } from './control/Counts';
export type { Edit } from './control/edits';
export type { Fault, FaultInput } from './control/Faults';
export type { Reachability } from './control/router';
export { main } from './cli';
