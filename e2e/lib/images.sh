# Images without a registry: made from Debian packages, imported into containerd.

PAUSE_IMAGE=localhost/ai-platform/pause:1
PYTHON_IMAGE=localhost/ai-platform/python:3.11
IMAGES=$CACHE/images

# One that only waits, as the sandbox of each pod needs it, and one to train in.
make_images() {
  mkdir -p "$IMAGES"
  image "$PAUSE_IMAGE" busybox-static '["/bin/busybox", "sleep", "2147483647"]'
  image "$PYTHON_IMAGE" python3 '["python3"]'
}

# Name, package, command: an archive in the cache, made once.
image() {
  local archive work name=${1##*/}
  archive=$(archive_of "$1" "$2")
  [ ! -f "$archive" ] || return 0
  say "making the image $1"
  work=$(mktemp -d)
  mmdebstrap --quiet --variant=essential --include="$2" --customize-hook='rm -rf "$1"/usr/share/doc "$1"/usr/share/man "$1"/usr/share/locale' \
    bookworm "$work/root.tar" || fail "the image $1 could not be made"
  umoci init --layout "$work/oci"
  umoci new --image "$work/oci:${1##*:}"
  umoci raw add-layer --image "$work/oci:${1##*:}" "$work/root.tar"
  # umoci takes the words of an entry point one by one.
  mapfile -t words < <(jq -r '.[]' <<< "$3")
  umoci config --image "$work/oci:${1##*:}" "${words[@]/#/--config.entrypoint=}"
  tar -C "$work/oci" -cf "$archive.$$" .
  mv "$archive.$$" "$archive"
  rm -rf "$work"
  say "$name is in the cache"
}

# Security updates come with a new month.
archive_of() {
  echo "$IMAGES/$(echo "$1 $2 $(date -u +%Y-%m)" | sha256sum | cut -c1-12).tar"
}

import_images() {
  import "$PAUSE_IMAGE" "$(archive_of "$PAUSE_IMAGE" busybox-static)"
  import "$PYTHON_IMAGE" "$(archive_of "$PYTHON_IMAGE" python3)"
}

# Name, archive in the OCI layout. The file is read in the space, which sees all of this machine but /run.
import() {
  containers images import --base-name "${1%:*}" "$(realpath "$2")" > /dev/null || fail "$1 could not be imported"
}
