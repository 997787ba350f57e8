# Images, made without a registry and without a daemon, as containerd imports them (docker save's format).

IMAGES=$CACHE/images-$( (echo "$PROGRAMS_KEY"; cat "$HERE/lib/images.sh") | sha256sum | cut -c1-16)

build_images() {
  [ ! -e "$IMAGES/done" ] || return 0
  rm -rf "$IMAGES"
  mkdir -p "$IMAGES/work"
  image_of_program pause /pause
  image_of_program jobset /manager
  image_of_program kueue /manager
  image_of_program trainer /manager
  image_of_debian
  rm -rf "$IMAGES/work"
  touch "$IMAGES/done"
}

# Program, its path in the image: an image that is one static program.
image_of_program() {
  local root=$IMAGES/work/root-$1
  mkdir -p "$root"
  cp "$BIN/$1" "$root$2"
  archive "$root" "$IMAGES/work/$1.layer" .
  image "$1" "$IMAGES/work/$1.layer" "\"$2\""
}

# Debian with a JRE and Python: what programs of the tests run in, and the base of our own image.
image_of_debian() {
  say "building the base image"
  local log=$CACHE/debian.log sources
  mapfile -t sources < <(apt_sources)
  mmdebstrap --quiet --variant=essential --format=tar \
    --include=openjdk-17-jre-headless,python3-minimal,ca-certificates \
    --aptopt='APT::Install-Recommends "false"' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --essential-hook='mkdir -p "$1/usr/share/man/man1"' \
    bookworm "$IMAGES/work/debian.layer" "${sources[@]}" > "$log" 2>&1 || fail "the base image could not be built; see $log"
  rm -f "$log"
  image debian "$IMAGES/work/debian.layer" ""
}

# Where this machine gets its own packages from.
apt_sources() {
  find /etc/apt/sources.list /etc/apt/sources.list.d -type f \( -name '*.list' -o -name '*.sources' \) -size +0 2> /dev/null
}

# Folder, archive, what to take of it; the same content gives the same bytes.
archive() {
  tar -C "$1" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "$2" "${@:3}"
}

# Name, layer, entrypoint as JSON strings.
image() {
  local work=$IMAGES/work/image-$1 digest
  say "packing image $1"
  mkdir -p "$work"
  mv "$2" "$work/layer.tar"
  digest=$(sha256sum "$work/layer.tar" | cut -d' ' -f1)
  cat > "$work/config.json" <<JSON
{"architecture":"amd64","os":"linux","config":{"Entrypoint":[$3],"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]},"rootfs":{"type":"layers","diff_ids":["sha256:$digest"]}}
JSON
  echo "[{\"Config\":\"config.json\",\"RepoTags\":[\"localhost/$1:e2e\"],\"Layers\":[\"layer.tar\"]}]" > "$work/manifest.json"
  archive "$work" "$IMAGES/$1.tar" manifest.json config.json layer.tar
  rm -rf "$work"
}
