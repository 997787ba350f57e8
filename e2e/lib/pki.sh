# Keys and certificates, made once. One admin identity serves all programs: what is tested is our own account.

make_pki() {
  local pki=$STATE/pki
  [ ! -e "$STATE/pki/done" ] || return 0
  mkdir -p "$pki"
  openssl genrsa -out "$pki/ca.key" 2048 2> /dev/null
  openssl req -x509 -new -key "$pki/ca.key" -subj "/CN=kubernetes" -days 3650 -out "$pki/ca.crt" 2> /dev/null
  certificate apiserver "/CN=kube-apiserver" \
    "subjectAltName=IP:127.0.0.1,IP:10.68.0.1,IP:$NODE_IP,DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc"
  certificate admin "/O=system:masters/CN=admin" "extendedKeyUsage=clientAuth"
  # For whoever answers for the node when the API server asks for logs.
  certificate kubelet "/O=system:nodes/CN=system:node" "subjectAltName=IP:127.0.0.1,IP:$NODE_IP"
  openssl genrsa -out "$pki/accounts.key" 2048 2> /dev/null
  openssl rsa -in "$pki/accounts.key" -pubout -out "$pki/accounts.pub" 2> /dev/null
  chmod 600 "$pki"/*.key
  touch "$pki/done"
}

# Name, subject, extension.
certificate() {
  local pki=$STATE/pki
  openssl genrsa -out "$pki/$1.key" 2048 2> /dev/null
  openssl req -new -key "$pki/$1.key" -subj "$2" -out "$pki/$1.csr" 2> /dev/null
  openssl x509 -req -in "$pki/$1.csr" -CA "$pki/ca.crt" -CAkey "$pki/ca.key" -CAcreateserial -days 3650 \
    -extfile <(echo "$3") -out "$pki/$1.crt" 2> /dev/null
}

kubeconfig() {
  cat << YAML
apiVersion: v1
kind: Config
current-context: real
clusters:
- name: real
  cluster:
    server: https://127.0.0.1:$PORT
    certificate-authority-data: $(base64 -w0 "$STATE/pki/ca.crt")
contexts:
- name: real
  context: {cluster: real, user: admin, namespace: default}
users:
- name: admin
  user:
    client-certificate-data: $(base64 -w0 "$STATE/pki/admin.crt")
    client-key-data: $(base64 -w0 "$STATE/pki/admin.key")
YAML
}
