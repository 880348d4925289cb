# shellcheck shell=bash
# Shared by scripts/image and scripts/deploy: what builds and pushes images here, and the base they are built on.

DOCKERFILE="$ROOT/docker/Dockerfile"

# docker where its daemon runs, else buildah.
container_builder() {
  if command -v docker >/dev/null && docker info >/dev/null 2>&1; then
    echo docker
  elif command -v buildah >/dev/null; then
    echo buildah
  else
    echo "Please start Docker or install buildah (on Debian or Ubuntu: sudo apt-get install buildah)." >&2
    return 1
  fi
}

# The base that the Dockerfile names.
default_base() {
  sed -n 's/^ARG BASE_IMAGE=//p' "$DOCKERFILE"
}

# The digest of a base as it is now, fetched if its registry answers; nothing where it cannot be had.
#   $1 docker or buildah   $2 the base   $3 its platform
base_digest() {
  "$1" pull --quiet --platform "$3" "$2" >/dev/null 2>&1 || true
  case "$1" in
    docker) docker image inspect --format '{{.Id}}' "$2" 2>/dev/null || true ;;
    buildah) buildah inspect --type image --format '{{.FromImageID}}' "$2" 2>/dev/null || true ;;
  esac
}
