/** What a request means to KubeSphere: path, query and method in; verb, scope and resource out. No I/O. */
package io.kubesphere.ai.standalone.ksapiserver.path;
