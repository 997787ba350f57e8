/** Signs the tokens by which pods prove who they are, as the API server's service account issuer does. */
package io.kubesphere.ai.standalone.apiserver.token;
