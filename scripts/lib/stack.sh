# shellcheck shell=bash
# Shared by scripts/deploy and scripts/undeploy: a stack of CloudFormation, by the AWS CLI.

assume_yes=false

fail() {
  echo "$*" >&2
  exit 1
}

# Finds out where and as whom the CLI works: sets region, account and partition.
require_aws() {
  local identity
  command -v aws >/dev/null || fail "Please install the AWS CLI (https://aws.amazon.com/cli/), version 1 or 2."
  command -v jq >/dev/null || fail "Please install jq (on Debian or Ubuntu: sudo apt-get install jq)."
  require_region
  identity="$(aws sts get-caller-identity --output json)" ||
    fail "The AWS CLI has no valid credentials here; try: aws configure, or aws sso login"
  # shellcheck disable=SC2034 # for the scripts
  account="$(jq -r .Account <<<"$identity")"
  # shellcheck disable=SC2034
  partition="$(jq -r .Arn <<<"$identity" | cut -d: -f2)"
}

# Version 1 of the CLI does not know AWS_REGION, so both names tell the same.
require_region() {
  region="${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}"
  [ -n "$region" ] || fail "Please name the region: export AWS_REGION=eu-central-1, for example."
  export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
}

# Runs a command that may find nothing: prints what it prints, or nothing. Any other failure ends the script.
#   $1 what its message holds where there is nothing   $2… the command
unless_missing() {
  local missing="$1" errors
  shift
  if { errors="$("$@" 2>&1 >&3)"; } 3>&1; then
    return
  fi
  [[ "$errors" == *"$missing"* ]] || fail "$errors"
}

# The state of a stack, or nothing where there is none.
stack_state() {
  unless_missing "does not exist" \
    aws cloudformation describe-stacks --stack-name "$1" --query 'Stacks[0].StackStatus' --output text
}

stack_output() {
  aws cloudformation describe-stacks --stack-name "$1" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue"
}

# Whether a stack of this state was created: it is not while its first change set waits to be carried out.
was_created() {
  case "$1" in
    "" | None | REVIEW_IN_PROGRESS | DELETE_COMPLETE) return 1 ;;
    *) return 0 ;;
  esac
}

# What a state means in which a stack takes no change, and what to do; nothing for any other state.
#   $1 the stack   $2 its state
trouble_of() {
  case "$2" in
    ROLLBACK_COMPLETE) echo "The creation of $1 failed, and what it had made was taken back." ;;
    ROLLBACK_FAILED | CREATE_FAILED) echo "The creation of $1 failed, and some of what it had made is left." ;;
    DELETE_FAILED) echo "$1 could not be removed: mend the cause, then run scripts/undeploy --stack $1." ;;
    UPDATE_ROLLBACK_FAILED) echo "An update of $1 failed and could not be taken back: mend the cause, then run" \
      "aws cloudformation continue-update-rollback --stack-name $1" ;;
    REVIEW_IN_PROGRESS) ;;
    *_IN_PROGRESS) echo "$1 is being changed ($2): wait until that has ended, then run this again." ;;
  esac
}

# When the last thing happened to a stack, by CloudFormation's own clock.
last_event_time() {
  aws cloudformation describe-stack-events --stack-name "$1" --no-paginate --output text \
    --query 'StackEvents[0].Timestamp'
}

# What went wrong in a stack after a time, the first cause first.
show_failures() {
  local query="reverse(StackEvents[?contains(ResourceStatus, 'FAILED') && Timestamp > '$2']) | [:20]"
  aws cloudformation describe-stack-events --stack-name "$1" --output json \
    --query "$query.[LogicalResourceId, ResourceStatusReason]" | jq -r '.[] | "  \(.[0]): \(.[1])"' >&2 ||
    echo "The events of $1 cannot be read." >&2
}

# Waits until an operation has succeeded; ends the script, with what went wrong, if it does not.
#   $1 the stack   $2 stack-create-complete and such, as the CLI calls it   $3 when the last thing before it happened
await() {
  local state
  echo "Waiting for $1 ..."
  if aws cloudformation wait "$2" --stack-name "$1"; then
    return
  fi
  show_failures "$1" "$3"
  state="$(stack_state "$1")" || exit 1
  if [ "$state" = UPDATE_ROLLBACK_COMPLETE ]; then
    fail "CloudFormation has taken the changes back: $1 is as it was before."
  fi
  fail "$1 is in the state ${state:-DELETE_COMPLETE}, after waiting for $2. $(trouble_of "$1" "$state")"
}

# Removes a stack and waits for it.
remove_stack() {
  local since
  since="$(last_event_time "$1")" || exit 1
  aws cloudformation delete-stack --stack-name "$1" || exit 1
  await "$1" stack-delete-complete "$since"
}

confirm() {
  local answer
  [ "$assume_yes" = true ] && return
  read -r -p "$1 [y/N] " answer
  [ "$answer" = y ] || [ "$answer" = Y ]
}
