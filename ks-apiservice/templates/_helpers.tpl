{{- define "ai.name" -}}ai-platform{{- end -}}

{{- define "ai.labels" -}}
app.kubernetes.io/name: {{ include "ai.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "ai.selector" -}}
app.kubernetes.io/name: {{ include "ai.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* An image by its parts; KubeSphere's registry replaces ours. Takes a list of root and image. */}}
{{- define "ai.image" -}}
{{- $root := index . 0 -}}{{- $image := index . 1 -}}
{{- $registry := $root.Values.global.imageRegistry | default $image.registry -}}
{{- printf "%s/%s:%s" $registry $image.repository ($image.tag | default $root.Chart.AppVersion) -}}
{{- end -}}

{{- define "ai.isHost" -}}{{- if has .Values.part (list "all" "host") -}}true{{- end -}}{{- end -}}
{{- define "ai.isMember" -}}{{- if has .Values.part (list "all" "member") -}}true{{- end -}}{{- end -}}

{{- define "ai.nodeSelector" -}}
{{- $selector := merge (dict) .Values.nodeSelector .Values.global.nodeSelector -}}
{{- with $selector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "ai.secret" -}}{{ include "ai.name" . }}{{- end -}}
{{- define "ai.databaseSecret" -}}
{{- if .Values.database.bundled.enabled -}}{{ include "ai.name" . }}-database{{- else -}}{{ required "database.secretName is required without the bundled database" .Values.database.secretName }}{{- end -}}
{{- end -}}
{{- define "ai.databaseUrl" -}}
{{- if .Values.database.bundled.enabled -}}jdbc:postgresql://{{ include "ai.name" . }}-database.{{ .Release.Namespace }}.svc:5432/ai{{- else -}}{{ required "database.url is required without the bundled database" .Values.database.url }}{{- end -}}
{{- end -}}
{{- define "ai.objectStoreSecret" -}}
{{- if .Values.objectStore.bundled.enabled -}}{{ include "ai.name" . }}-object-store{{- else -}}{{ required "objectStore.secretName is required without the bundled object store" .Values.objectStore.secretName }}{{- end -}}
{{- end -}}
{{- define "ai.objectStoreEndpoint" -}}
{{- if .Values.objectStore.bundled.enabled -}}http://{{ include "ai.name" . }}-object-store.{{ .Release.Namespace }}.svc:8333{{- else -}}{{ .Values.objectStore.endpoint }}{{- end -}}
{{- end -}}

{{/* A value of a Secret of ours as it is in the cluster, or a new random one. Takes a list of root, secret, key and length. */}}
{{- define "ai.kept" -}}
{{- $root := index . 0 -}}{{- $name := index . 1 -}}{{- $key := index . 2 -}}{{- $length := index . 3 -}}
{{- $held := (lookup "v1" "Secret" $root.Release.Namespace $name).data | default dict -}}
{{- if hasKey $held $key -}}{{ index $held $key }}{{- else -}}{{ randAlphaNum $length | b64enc }}{{- end -}}
{{- end -}}
