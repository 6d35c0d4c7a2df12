# Reads what `kubectl get pods|configmaps -o json` prints and leaves out what may be secret: values of environment
# variables, command lines, data of ConfigMaps, and the copy of them in `last-applied-configuration`. What is kept:
#  - values of the AWS SDK's settings, which decide how a pod gets credentials and are not secret;
#  - arguments that name an STS endpoint;
#  - of an access key its prefix and last four characters, and the fact that a secret access key stands there.
# kubectl prints one value per line, so that a line is all that has to be understood. The rules are the ones of
# plugins/eks-iam-health-node/src/collectors/keyMaterial.ts; a test compares the two.

BEGIN {
  any = "[A-Za-z0-9/+]"; forty = ""; for (i = 0; i < 40; i++) forty = forty any
  sixteen = ""; for (i = 0; i < 16; i++) sixteen = sixteen "[A-Z2-7]"
  id = "(A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)" sixteen
  split("AWS_ROLE_ARN AWS_ROLE_SESSION_NAME AWS_WEB_IDENTITY_TOKEN_FILE AWS_CONTAINER_CREDENTIALS_FULL_URI " \
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE AWS_STS_REGIONAL_ENDPOINTS AWS_DEFAULT_REGION AWS_REGION " \
    "AWS_ENDPOINT_URL AWS_ENDPOINT_URL_STS AWS_STS_ENDPOINT AWS_PROFILE AWS_EC2_METADATA_DISABLED " \
    "AWS_USE_FIPS_ENDPOINT AWS_USE_DUALSTACK_ENDPOINT", list, " ")
  for (i in list) kept[list[i]] = 1
}

function entropy(text,   i, n, counts, c, bits) {
  n = length(text)
  for (i = 1; i <= n; i++) counts[substr(text, i, 1)]++
  for (c in counts) bits -= counts[c] / n * log(counts[c] / n) / log(2)
  return bits
}

# What may be told of a text: masked ids, and whether a secret access key and its name stand in it.
function remains(text,   rest, found, token, before, after, out) {
  gsub(/\\[nrtbf"\/]/, " ", text); gsub(/\\u[0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F]/, " ", text)
  gsub(/\\\\/, " ", text)
  if (tolower(text) ~ /aws_?secret|secret_?access_?key/) out = "aws_secret_access_key"
  rest = " " text " "
  while (match(rest, id)) {
    token = substr(rest, RSTART, RLENGTH); before = substr(rest, RSTART - 1, 1); after = substr(rest, RSTART + RLENGTH, 1)
    if (before !~ /[A-Z0-9]/ && after !~ /[A-Z0-9]/ && token !~ /EXAMPLE/)
      out = out " " substr(token, 1, 4) "************" substr(token, 17)
    rest = substr(rest, RSTART + (after ~ /[A-Z0-9]/ || before ~ /[A-Z0-9]/ ? 1 : RLENGTH))
  }
  rest = " " text " "
  while (match(rest, forty)) {
    token = substr(rest, RSTART, RLENGTH); before = substr(rest, RSTART - 1, 1); after = substr(rest, RSTART + RLENGTH, 1)
    if (after ~ any) { # a longer word is no secret access key
      rest = substr(rest, RSTART); sub("^" any "+", "", rest); rest = " " rest; continue
    }
    if (after != "=" && token !~ /EXAMPLE/ && token !~ /^[0-9a-fA-F]+$/ && entropy(token) > 4)
      out = out " MASKED-SECRET-ACCESS-KEY"
    rest = " " substr(rest, RSTART + RLENGTH)
  }
  sub(/^ /, "", out)
  return out
}

# The JSON string that a line ends with, without its quotes.
function textOf(line) { sub(/^[^:]*: /, "", line); return bare(line) }
function bare(line) { sub(/^ *"/, "", line); sub(/",?$/, "", line); return line }
function comma(line) { return line ~ /,$/ ? "," : "" }
function indent(line) { match(line, /^ */); return substr(line, 1, RLENGTH) }
function keyOf(line) { match(line, /^ *"([^"\\]|\\.)*": /); return substr(line, 1, RLENGTH) }
function harmless(text) { return length(text) <= 500 && text !~ /:\/\/[^\/ ]*@/ && remains(text) !~ /\*|MASKED/ }

# Anything else than one value per line would go through unseen.
NR == 1 && $0 != "{" { print "leaveOutValues.awk: this is not how kubectl prints JSON" > "/dev/stderr"; exit 1 }

/^ *"(data|binaryData)": \{$/ { data = indent($0); print; next }
data != "" && $0 ~ "^" data "}" { data = ""; print; next }
data != "" { print keyOf($0) "\"" remains(textOf($0)) "\"" comma($0); next }

/^ *"(args|command)": \[$/ { args = 1; print; next }
args && /^ *\],?$/ { args = 0; print; next }
args {
  text = bare($0)
  if (!(text ~ /sts\.([a-z0-9-]+\.)?amazonaws\.com/ && harmless(text))) text = remains(text)
  print indent($0) "\"" text "\"" comma($0); next
}

/^ *"kubectl\.kubernetes\.io\/last-applied-configuration": "/ {
  print keyOf($0) "\"" remains(textOf($0)) "\"" comma($0); next
}

/^ *"name": "/ { name = textOf($0) }
/^ *"value": "/ {
  text = textOf($0)
  if (!(name in kept && harmless(text))) text = remains(text)
  print keyOf($0) "\"" text "\"" comma($0); next
}

{ print }
