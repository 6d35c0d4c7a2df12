import { Apply, arnBeside, change, clusterNameOf } from './sections';

export const createPodIdentityAssociation: Apply<
  'create-pod-identity-association'
> = (snapshot, { namespace, serviceAccount, roleArn }) => {
  const associationId = `a-${namespace}-${serviceAccount}`;
  return change(snapshot, 'podIdentityAssociations', associations => [
    ...associations,
    {
      associationId,
      associationArn: arnBeside(
        snapshot,
        'eks',
        `podidentityassociation/${clusterNameOf(snapshot)}/${associationId}`,
      ),
      namespace,
      serviceAccount,
      roleArn,
      disableSessionTags: false,
      createdAt: snapshot.collectedAt,
    },
  ]);
};

export const deletePodIdentityAssociation: Apply<
  'delete-pod-identity-association'
> = (snapshot, action) =>
  change(snapshot, 'podIdentityAssociations', associations =>
    associations.filter(
      ({ associationId }) => associationId !== action.associationId,
    ),
  );
