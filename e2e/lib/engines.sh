# JobSet, Kueue and Kubeflow Trainer with their own manifests; only their images are ours, since there is no registry.

install_engines() {
  say "installing JobSet, Kueue and Kubeflow Trainer"
  local work=$STATE/engines
  mkdir -p "$work"
  manifests jobset sigs.k8s.io/jobset config/default "$work/jobset"
  manifests kueue sigs.k8s.io/kueue config/default "$work/kueue"
  manifests trainer github.com/kubeflow/trainer/v2 manifests/overlays/manager "$work/trainer"
  install jobset "$work/jobset" jobset-system deployment/jobset-controller-manager
  install trainer "$work/trainer" kubeflow-system deployment/kubeflow-trainer-controller-manager
  install kueue "$work/kueue" kueue-system deployment/kueue-controller-manager
}

# Tool directory, module, kustomization in it, target: a writable copy of the module's manifests, without what needs a network.
manifests() {
  local source
  source=$(cd "$HERE/tools/$1" && go list -m -f '{{.Dir}}' "$2")
  mkdir -p "$4"
  cp -r "$source/${3%%/*}" "$4/"
  chmod -R u+w "$4"
  echo "$3" > "$4/where"
  find "$4" -name kustomization.yaml -exec sed -i '/third-party\/jobset/d' {} +
}

# Name, manifests, namespace, deployment.
install() {
  kube kustomize "$2/$(cat "$2/where")" > "$2/all.yaml"
  sed -i -E "s#image: .*/(jobset|kueue|trainer-controller-manager):.*#image: localhost/$1:e2e#; s#imagePullPolicy: Always#imagePullPolicy: IfNotPresent#" "$2/all.yaml"
  kube apply --server-side --force-conflicts -f "$2/all.yaml" > "$STATE/log/install-$1.log" 2>&1 ||
    kube apply --server-side --force-conflicts -f "$2/all.yaml" >> "$STATE/log/install-$1.log" 2>&1 ||
    fail "the manifests of $1 were refused; see $STATE/log/install-$1.log"
  await "readiness of $1" 180 kube -n "$3" wait --for=condition=Available "$4" --timeout=1s
}
