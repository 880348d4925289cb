# Shared by the scripts: a JDK, Maven, and jars that are newer than their sources.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
LOCAL_JAR="$ROOT/extractor-local/target/extractor-local.jar"
CONFORMANCE_JAR="$ROOT/conformance/target/conformance.jar"
JOB_JAR="$ROOT/extractor-job/target/extractor-job.jar"
JOB_OPTIONS="$ROOT/extractor-job/target/extractor-job.options"
JOB_CLASSES="$ROOT/extractor-job/target/extractor-job.jsa"
JOB_CLASS_LIST="$ROOT/extractor-job/target/extractor-job.classes"
BENCH_CLASSES="$ROOT/benchmarks/target/classes"
BENCH_CLASS_PATH="$ROOT/benchmarks/target/classpath.txt"

# Keys become file names and environment variables, which need a locale that can spell them.
export LC_ALL=C.UTF-8

# Whether one of Java's programs is there, and new enough.
#   $1 java or javac
has_program_of_java() {
  local version
  command -v "$1" >/dev/null || return 1
  version="$("$1" -version 2>&1 | sed -nE 's/^(javac|[a-z]+ version) "?([0-9]+).*/\2/p')"
  [ "${version:-0}" -ge 17 ]
}

has_jdk() {
  has_program_of_java javac && has_program_of_java java
}

has_maven() {
  command -v mvn >/dev/null
}

# The oldest JDK that will do and that this distribution has: 17, else 21 or 25.
jdk_package() {
  local version
  for version in 17 21 25; do
    if apt-cache show "openjdk-$version-jdk-headless" >/dev/null 2>&1; then
      echo "openjdk-$version-jdk-headless"
      return
    fi
  done
  echo openjdk-17-jdk-headless
}

# Installs what is missing where that is possible; else says what to install, in one line.
require_java_and_maven() {
  local missing=()
  if has_jdk && has_maven; then
    return
  fi
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq >/dev/null || true
  fi
  has_jdk || missing+=("$(jdk_package)")
  has_maven || missing+=(maven)
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} with apt-get ..."
    if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null; then
      hash -r
    fi
  fi
  if ! has_jdk || ! has_maven; then
    echo "Please install a JDK of version 17 or newer and Maven 3.8 or newer (on Debian or Ubuntu: sudo apt-get install ${missing[*]})." >&2
    exit 1
  fi
}

is_built() {
  local jar
  [ -f "$BENCH_CLASS_PATH" ] || return 1
  for jar in "$LOCAL_JAR" "$JOB_JAR" "$CONFORMANCE_JAR"; do
    [ -f "$jar" ] || return 1
    [ -z "$(find "$ROOT" -path '*/target' -prune -o \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$jar" -print -quit)" ] || return 1
  done
}

build_if_needed() {
  local log="$ROOT/target/build.log"
  if is_built; then
    return
  fi
  echo "Building; the first time takes some minutes, mostly to fetch libraries ..."
  mkdir -p "$ROOT/target"
  if ! (cd "$ROOT" && mvn -q -B -ntp -DskipTests package >"$log" 2>&1); then
    tail -n 40 "$log" >&2
    echo "The build failed; the whole log is $log" >&2
    exit 1
  fi
}

# Whether a command line asks for help.
asks_for_help() {
  local argument
  for argument in "$@"; do
    case "$argument" in
      --help | -h) return ;;
    esac
  done
  return 1
}

# Tells the head of the script in place of the options, and ends it.
#   $1 why
head_of_script() {
  sed -n '2,/^[^#]/s/^# //p' "$0"
  echo "$1"
  exit
}

# Makes ready what a script runs. Help does not wait for that: the program tells it, though it may be older than its
# sources, and where it cannot run the head of the script does.
#   $1 the program's file   $2… the script's command line
build_or_help() {
  local program="$1"
  shift
  if ! asks_for_help "$@"; then
    require_java_and_maven
    build_if_needed
  elif ! [ -f "$program" ]; then
    head_of_script "Nothing is built yet; the options are listed once it is. To build: mvn -DskipTests package"
  elif ! has_program_of_java java; then
    head_of_script "The options are listed by Java of version 17 or newer; here is none, or an older one."
  fi
}

# An archive is of one jar and one Java; both take any other for none.
archive_classes_if_needed() {
  local stamp="$JOB_CLASSES.java"
  if [ -f "$JOB_CLASS_LIST" ] && [ "$JOB_CLASSES" -nt "$JOB_JAR" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(java_build)" ]; then
    return
  fi
  "$ROOT/scripts/class-archive"
}

# Tells one Java from another, to the build.
java_build() {
  java -Xinternalversion
}

# Runs a command of extractor-local in this process's place.
run_local() {
  local command="$1"
  shift
  exec java -Xmx768m -XX:+UseSerialGC -Dfile.encoding=UTF-8 -jar "$LOCAL_JAR" "$command" --job-jar "$JOB_JAR" "$@"
}
