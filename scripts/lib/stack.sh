# Shared by scripts/deploy and scripts/undeploy: a stack of CloudFormation, by the AWS CLI.

fail() {
  echo "$*" >&2
  exit 1
}

require_aws() {
  command -v aws >/dev/null || fail "Please install the AWS CLI (https://aws.amazon.com/cli/), version 1 or 2."
  command -v jq >/dev/null || fail "Please install jq (on Debian or Ubuntu: sudo apt-get install jq)."
  account="$(aws sts get-caller-identity --query Account --output text)" ||
    fail "The AWS CLI has no credentials here; try: aws configure"
  region="$(aws configure get region || true)"
  region="${AWS_REGION:-${AWS_DEFAULT_REGION:-$region}}"
  [ -n "$region" ] || fail "Please name the region: export AWS_REGION=eu-central-1, for example."
  partition="$(aws sts get-caller-identity --query Arn --output text | cut -d: -f2)"
}

# The state of a stack, or nothing where there is none.
stack_state() {
  aws cloudformation describe-stacks --stack-name "$1" --query 'Stacks[0].StackStatus' --output text 2>/dev/null || true
}

stack_output() {
  aws cloudformation describe-stacks --stack-name "$1" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue"
}

# Whether a stack was created: it is not while its first change set waits to be carried out.
stack_is_there() {
  case "$(stack_state "$1")" in
    "" | None | REVIEW_IN_PROGRESS | DELETE_COMPLETE) return 1 ;;
    *) return 0 ;;
  esac
}

# What went wrong in a stack, newest first.
show_failures() {
  aws cloudformation describe-stack-events --stack-name "$1" --output text \
    --query "StackEvents[?contains(ResourceStatus, 'FAILED')].[LogicalResourceId, ResourceStatusReason]" | head -n 20 >&2
}

confirm() {
  local answer
  [ "$assume_yes" = true ] && return
  read -r -p "$1 [y/N] " answer
  [ "$answer" = y ] || [ "$answer" = Y ]
}
