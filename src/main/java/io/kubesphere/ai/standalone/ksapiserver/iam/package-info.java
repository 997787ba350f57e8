/** Who may do what, decided from KubeSphere's own roles and bindings in memory, in microseconds. */
package io.kubesphere.ai.standalone.ksapiserver.iam;
