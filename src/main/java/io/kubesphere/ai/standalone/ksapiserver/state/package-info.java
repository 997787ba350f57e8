/** What the cluster holds, kept in memory by informers: one shelf per kind, each object parsed once, when it arrives. */
package io.kubesphere.ai.standalone.ksapiserver.state;
