# Programs, built once into a cache that is keyed by the versions they are built from.

TOOLS=$HERE/tools/kubernetes
KUBERNETES=$(sed -nE 's/^\s*k8s.io\/kubernetes (v[0-9.]+).*/\1/p' "$TOOLS/go.mod")
BIN=$CACHE/$KUBERNETES-$(cat "$TOOLS/go.mod" "$TOOLS/go.sum" | sha256sum | cut -c1-12)
PROGRAMS=(kube-apiserver kube-controller-manager kubectl)

# Debian 12 packages etcd 3.4.23, on which Kubernetes refuses the watches that informers ask for (they want 3.4.25).
build() {
  command -v openssl > /dev/null || install openssl
  local program version=k8s.io/component-base/version flags
  flags="-s -w -X $version.gitVersion=$KUBERNETES -X $version.gitMajor=1 -X $version.gitMinor=$(cut -d. -f2 <<< "$KUBERNETES")"
  mkdir -p "$BIN"
  for program in "${PROGRAMS[@]}"; do
    [ -x "$BIN/$program" ] || build_program "$TOOLS" "$program" "k8s.io/kubernetes/cmd/$program" "$flags -X $version.gitTreeState=clean"
  done
  [ -x "$BIN/etcd" ] || build_program "$TOOLS" etcd go.etcd.io/etcd/server/v3 "-s -w"
}

# Directory of the go.mod, program, package, linker flags. It counts only once it is whole.
build_program() {
  need_go
  say "building $2; the first of all takes minutes"
  (cd "$1" && CGO_ENABLED=0 go build -trimpath -ldflags "$4" -o "$BIN/$2.$$" "$3") || fail "$2 could not be built"
  mv "$BIN/$2.$$" "$BIN/$2"
}
