/** The stand-in for ks-apiserver, as clients and as the services behind it see it. */
package io.kubesphere.ai.standalone.ksapiserver;
