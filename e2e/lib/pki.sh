# Keys and certificates of the cluster. One admin identity serves all its programs: what is tested is our own account.

make_pki() {
  local pki=$STATE/pki
  mkdir -p "$pki"
  openssl genrsa -out "$pki/ca.key" 2048 2> /dev/null
  openssl req -x509 -new -key "$pki/ca.key" -subj "/CN=e2e" -days 365 -out "$pki/ca.crt" 2> /dev/null
  certificate apiserver "/CN=kube-apiserver" \
    "subjectAltName=IP:$NODE_ADDRESS,IP:10.68.0.1,IP:127.0.0.1,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local"
  certificate admin "/O=system:masters/CN=admin" "extendedKeyUsage=clientAuth"
  certificate front-proxy "/CN=front-proxy" "extendedKeyUsage=clientAuth"
  certificate kubelet "/O=system:nodes/CN=system:node:$NODE" "subjectAltName=IP:$NODE_ADDRESS,DNS:$NODE"
  openssl genrsa -out "$pki/accounts.key" 2048 2> /dev/null
  openssl rsa -in "$pki/accounts.key" -pubout -out "$pki/accounts.pub" 2> /dev/null
  kubeconfig admin > "$STATE/kubeconfig"
  kubeconfig kubelet > "$STATE/kubelet.kubeconfig"
}

# Name, subject, extension.
certificate() {
  local pki=$STATE/pki
  openssl genrsa -out "$pki/$1.key" 2048 2> /dev/null
  openssl req -new -key "$pki/$1.key" -subj "$2" -out "$pki/$1.csr" 2> /dev/null
  openssl x509 -req -in "$pki/$1.csr" -CA "$pki/ca.crt" -CAkey "$pki/ca.key" -CAcreateserial -days 365 \
    -extfile <(echo "$3") -out "$pki/$1.crt" 2> /dev/null
}

kubeconfig() {
  cat <<YAML
apiVersion: v1
kind: Config
current-context: e2e
clusters:
- name: e2e
  cluster:
    server: https://$NODE_ADDRESS:6443
    certificate-authority-data: $(base64 -w0 "$STATE/pki/ca.crt")
contexts:
- name: e2e
  context: {cluster: e2e, user: $1}
users:
- name: $1
  user:
    client-certificate-data: $(base64 -w0 "$STATE/pki/$1.crt")
    client-key-data: $(base64 -w0 "$STATE/pki/$1.key")
YAML
}
