# JobSet, Kueue and Kubeflow Trainer as their projects install them: their own manifests from their modules, their own
# programs as pods. Changed is only where the image comes from, and that one replica is enough.

install_engines() {
  local engine
  for engine in jobset kueue trainer; do
    engine_image "$engine"
    import "$(engine_image_name "$engine")" "$(engine_archive "$engine")"
  done
  install_engine jobset jobset-system "$(source_of jobset sigs.k8s.io/jobset)/config/default"
  install_engine kueue kueue-system "$(source_of kueue sigs.k8s.io/kueue)/config/default"
  install_engine trainer kubeflow-system "$(trainer_manifests)"
}

# Directory of the go.mod, module: its files.
source_of() {
  (cd "$HERE/tools/$1" && go mod download -json "$2" | jq -r .Dir)
}

# The project's own list also fetches JobSet, which is there already.
trainer_manifests() {
  local copy=$STATE/trainer
  rm -rf "$copy"
  cp -r --no-preserve=mode "$(source_of trainer github.com/kubeflow/trainer/v2)/manifests" "$copy"
  sed -i '/third-party\/jobset/d' "$copy/overlays/manager/kustomization.yaml"
  echo "$copy/overlays/manager"
}

engine_image_name() {
  echo "localhost/ai-platform/$1:$(binaries "$1" | sed 's/.*-//')"
}

engine_archive() {
  echo "$(binaries "$1")/image.tar"
}

# The program alone, by the user that their images name.
engine_image() {
  local archive work program=$1 tag
  archive=$(engine_archive "$1")
  [ ! -f "$archive" ] || return 0
  tag=$(engine_image_name "$1")
  tag=${tag##*:}
  work=$(mktemp -d)
  umoci init --layout "$work/oci"
  umoci new --image "$work/oci:$tag"
  umoci insert --image "$work/oci:$tag" "$(binaries "$1")/$program" /manager
  umoci config --image "$work/oci:$tag" --config.user 65532:65532 --config.entrypoint /manager
  tar -C "$work/oci" -cf "$archive.$$" .
  mv "$archive.$$" "$archive"
  rm -rf "$work"
}

# Engine, namespace, directory of its kustomization.
install_engine() {
  local image
  image=$(engine_image_name "$1")
  kube kustomize "$3" | kube create --dry-run=client -o json -f - | jq --arg image "$image" '
    if .kind == "Deployment" then
      .spec.replicas = 1
      | .spec.template.spec.containers |= map(.image = $image | .imagePullPolicy = "Never"
          | .resources.requests = {cpu: "50m", memory: "64Mi"} | del(.resources.limits.cpu))
    else . end' | kube apply --server-side --force-conflicts -f - > /dev/null || fail "$1 could not be installed"
  await "deployment of $1" 180 kube -n "$2" wait --for=condition=Available deployment --all --timeout=1s
}

# Runtimes are cluster-wide objects of the administrator; this one has the shape of torch-distributed and a small image.
install_runtime() {
  kube apply --server-side -f - > /dev/null << YAML
apiVersion: trainer.kubeflow.org/v1alpha1
kind: ClusterTrainingRuntime
metadata:
  name: torch-distributed
  labels: {trainer.kubeflow.org/framework: torch}
spec:
  mlPolicy: {numNodes: 1, torch: {}}
  template:
    spec:
      replicatedJobs:
      - name: node
        template:
          metadata:
            labels: {trainer.kubeflow.org/trainjob-ancestor-step: trainer}
          spec:
            template:
              spec:
                containers:
                - {name: node, image: $PYTHON_IMAGE}
YAML
}
