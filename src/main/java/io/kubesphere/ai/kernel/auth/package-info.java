/**
 * Who is calling: users behind ks-apiserver by their bearer, workloads by their run token. A resource class serves
 * users unless it says {@code @ForRuns}, so nobody can forget the check; {@code @VerifiesItself} is for foreign protocols.
 */
package io.kubesphere.ai.kernel.auth;
