# Programs, built once into a cache that is keyed by what decides them.

PROGRAMS_KEY=$( (echo "$KUBERNETES"; cat "$HERE"/tools/*/go.mod "$HERE"/tools/*/go.sum "$HERE/pause/main.go") | sha256sum | cut -c1-16)
BIN=$CACHE/programs-$PROGRAMS_KEY

PACKAGES=(etcd-server containerd runc containernetworking-plugins iptables conntrack iproute2 openssl mmdebstrap)

build() {
  install_packages
  build_programs
  build_images
  # Only the newest are kept: they take gigabytes.
  find "$CACHE" -mindepth 1 -maxdepth 1 ! -path "$BIN" ! -path "$IMAGES" -exec rm -rf {} +
}

install_packages() {
  local package absent=()
  for package in "${PACKAGES[@]}"; do
    dpkg -s "$package" > /dev/null 2>&1 || absent+=("$package")
  done
  [ ${#absent[@]} -gt 0 ] || return 0
  command -v apt-get > /dev/null || fail "apt-get is not here; install ${absent[*]} by hand"
  say "installing ${absent[*]}"
  apt-get update -qq > /dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${absent[@]}" > /dev/null
}

# Program, tool directory, package, linker flags.
build_program() {
  [ ! -x "$BIN/$1" ] || return 0
  say "building $1"
  (cd "$HERE/tools/$2" && CGO_ENABLED=0 go build -trimpath -ldflags "-s -w ${4:-}" -o "$BIN/$1.part" "$3")
  mv "$BIN/$1.part" "$BIN/$1"
}

build_programs() {
  local version="k8s.io/component-base/version" flags program
  mkdir -p "$BIN"
  flags="-X $version.gitVersion=v$KUBERNETES -X $version.gitMajor=1 -X $version.gitMinor=34 -X $version.gitTreeState=clean"
  for program in kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy kubectl; do
    build_program "$program" kubernetes "k8s.io/kubernetes/cmd/$program" "$flags"
  done
  build_program jobset jobset sigs.k8s.io/jobset
  build_program kueue kueue sigs.k8s.io/kueue/cmd/kueue
  build_program trainer trainer github.com/kubeflow/trainer/v2/cmd/trainer-controller-manager
  build_program coredns coredns github.com/coredns/coredns
  [ -x "$BIN/pause" ] || CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o "$BIN/pause" "$HERE/pause/main.go"
}
