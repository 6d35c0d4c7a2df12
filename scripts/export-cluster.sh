#!/usr/bin/env bash
# Writes what EKS IAM Health reads about one cluster into a folder, by read-only calls of the AWS CLI and kubectl, so that
# the cluster can be examined elsewhere:
#
#   scripts/export-cluster.sh <cluster> <region> <folder> [kubectl context]
#
# Secrets are not read. Values of environment variables and ConfigMaps do not reach the disk: they are left out on the
# way (leaveOutValues.awk), but for AWS settings and aws-auth itself. The folder still describes who may do what in the
# account and the cluster: treat it as confidential. It is made readable for you alone.
# What could not be read is told in a file that ends in `.error`; the rest is exported all the same.
set -uo pipefail
umask 077

if [ $# -lt 3 ]; then
  sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
cluster=$1 region=$2 folder=$3 context=${4:-}
export AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-$region} # IAM is global, but the AWS CLI wants a region all the same
here=$(cd "$(dirname "$0")" && pwd)
for tool in aws awk; do
  command -v "$tool" >/dev/null || { echo "$tool is needed and was not found" >&2; exit 1; }
done
if [ -e "$folder" ] && [ -n "$(ls -A "$folder")" ]; then
  echo "$folder is not empty; name a new folder" >&2
  exit 1
fi
mkdir -p "$folder/aws" "$folder/kubernetes" || exit 1

# run <file without extension> <command...>: keeps what it prints, or why it failed
run() {
  local file=$1
  shift
  echo "  $*" >&2
  if "$@" >"$file.json" 2>"$file.error"; then
    rm "$file.error"
  else
    rm -f "$file.json"
    [ -s "$file.error" ] || echo "failed without a message" >"$file.error"
  fi
}
eks() { aws eks "$@" --region "$region" --output json; }
iam() { aws iam "$@" --output json; }
# words <AWS CLI command and query>: the answer as one word per line
words() { aws "$@" --output text 2>/dev/null | tr '\t' '\n' | grep -v -e '^None$' -e '^$'; }

echo "AWS: the cluster" >&2
run "$folder/aws/describe-cluster" eks describe-cluster --name "$cluster"
arn=$(words eks describe-cluster --name "$cluster" --region "$region" --query cluster.arn)
if [ -z "$arn" ]; then
  account=$(words sts get-caller-identity --query Account)
  partition=$(words sts get-caller-identity --query Arn | cut -d: -f2)
  if [ -z "$account" ] || [ -z "$partition" ]; then
    echo "the AWS CLI knows neither the cluster nor the account; are there credentials?" >&2
    cat "$folder/aws/describe-cluster.error" >&2
    exit 1
  fi
  arn="arn:$partition:eks:$region:$account:cluster/$cluster"
fi
printf '{ "clusterArn": "%s", "exportedAt": "%s" }\n' "$arn" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$folder/export.json"

# each <list command> <query> <describe command> <option>: the list, and each item of it into a numbered file
each() {
  local list=$1 query=$2 describe=$3 option=$4 item number=0
  run "$folder/aws/$list" eks "$list" --cluster-name "$cluster"
  [ -e "$folder/aws/$list.json" ] || return 0
  mkdir -p "$folder/aws/$describe"
  for item in $(words eks "$list" --cluster-name "$cluster" --region "$region" --query "$query"); do
    number=$((number + 1))
    run "$folder/aws/$describe/$number" eks "$describe" --cluster-name "$cluster" "$option" "$item"
  done
}
mode=$(words eks describe-cluster --name "$cluster" --region "$region" --query cluster.accessConfig.authenticationMode)
if [ "$mode" != CONFIG_MAP ]; then
  each list-access-entries 'accessEntries[]' describe-access-entry --principal-arn
  each list-access-entries 'accessEntries[]' list-associated-access-policies --principal-arn
fi
each list-pod-identity-associations 'associations[].associationId' describe-pod-identity-association --association-id
each list-addons 'addons[]' describe-addon --addon-name
each list-nodegroups 'nodegroups[]' describe-nodegroup --nodegroup-name
each list-fargate-profiles 'fargateProfileNames[]' describe-fargate-profile --fargate-profile-name
run "$folder/aws/list-identity-provider-configs" eks list-identity-provider-configs --cluster-name "$cluster"
mkdir -p "$folder/aws/describe-identity-provider-config"
number=0
for provider in $(words eks list-identity-provider-configs --cluster-name "$cluster" --region "$region" --query 'identityProviderConfigs[].name'); do
  number=$((number + 1))
  run "$folder/aws/describe-identity-provider-config/$number" eks describe-identity-provider-config \
    --cluster-name "$cluster" --identity-provider-config "type=oidc,name=$provider"
done

echo "AWS: IAM of the account" >&2
run "$folder/aws/get-account-authorization-details" iam get-account-authorization-details
run "$folder/aws/get-account-summary" iam get-account-summary
run "$folder/aws/list-open-id-connect-providers" iam list-open-id-connect-providers
mkdir -p "$folder/aws/get-open-id-connect-provider"
number=0
for provider in $(words iam list-open-id-connect-providers --query 'OpenIDConnectProviderList[].Arn'); do
  number=$((number + 1))
  run "$folder/aws/get-open-id-connect-provider/$number" iam get-open-id-connect-provider --open-id-connect-provider-arn "$provider"
done

for _ in 1 2 3 4 5 6 7 8 9 10; do
  [ "$(words iam generate-credential-report --query State)" = COMPLETE ] && break
  sleep 2
done
run "$folder/aws/get-credential-report" iam get-credential-report
if [ -e "$folder/aws/get-credential-report.json" ]; then
  # users with a key: columns 9 and 14 tell whether there is an active one, 10 and 15 when it was made
  users=$(aws iam get-credential-report --query Content --output text | base64 -d |
    awk -F, 'NR > 1 && $1 != "<root_account>" && ($9 == "true" || $14 == "true" || $10 ~ /^[0-9]/ || $15 ~ /^[0-9]/) { print $1 }')
else
  run "$folder/aws/list-users" iam list-users
  users=$(words iam list-users --query 'Users[].UserName')
fi
mkdir -p "$folder/aws/list-access-keys" "$folder/aws/get-access-key-last-used"
for user in $users; do
  run "$folder/aws/list-access-keys/$user" iam list-access-keys --user-name "$user"
  for key in $(words iam list-access-keys --user-name "$user" --query 'AccessKeyMetadata[].AccessKeyId'); do
    run "$folder/aws/get-access-key-last-used/$key" iam get-access-key-last-used --access-key-id "$key"
  done
done

if command -v kubectl >/dev/null; then
  echo "Kubernetes" >&2
  kube() { kubectl ${context:+--context "$context"} --request-timeout=60s get "$@" -o json; }
  kube_without_values() { kube "$@" | awk -f "$here/leaveOutValues.awk"; }
  # who changed aws-auth last stands in a field that kubectl leaves out since 1.21 unless it is asked for
  managed=
  case $(kubectl get --help 2>&1) in *--show-managed-fields*) managed=--show-managed-fields ;; esac
  run "$folder/kubernetes/configmaps-aws-auth" kube configmap aws-auth --namespace kube-system $managed
  for kind in namespaces serviceaccounts roles clusterroles rolebindings clusterrolebindings \
    daemonsets nodes mutatingwebhookconfigurations; do
    run "$folder/kubernetes/$kind" kube "$kind" --all-namespaces
  done
  run "$folder/kubernetes/pods" kube_without_values pods --all-namespaces
  run "$folder/kubernetes/configmaps" kube_without_values configmaps --all-namespaces
else
  echo "kubectl was not found: Kubernetes is left out" >&2
fi

# that there is no aws-auth is an answer, not a failure
failed=$(find "$folder" -name '*.error' -exec grep -L '(NotFound)' {} + | wc -l | tr -d ' ')
echo "exported $arn to $folder; $failed calls failed (see *.error)" >&2
