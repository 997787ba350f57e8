/**
 * What KubeSphere's installer and controllers put into a cluster, as far as logins, roles and tenants need it: definitions,
 * built-in roles, tokens of service accounts, and a tenancy to try things with.
 */
package io.kubesphere.ai.standalone.ksapiserver.seed;
