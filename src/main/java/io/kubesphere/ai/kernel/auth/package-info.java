/**
 * Who is calling: users behind ks-apiserver by their bearer, programs of runs by their run token, our own
 * containers by their pod's token. A resource class serves users unless it says {@code @ForRuns} or {@code @ForAgents}, so
 * nobody can forget the check; {@code @VerifiesItself} is for foreign protocols.
 */
package io.kubesphere.ai.kernel.auth;
