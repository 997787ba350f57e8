/**
 * Who is calling: users behind ks-apiserver by their bearer, workloads by their run token. A resource class serves
 * users unless it says {@code @ForRuns}; there is no third kind of caller and no way to forget the check.
 */
package io.kubesphere.ai.kernel.auth;
