/** Who is calling: passwords, tokens, service accounts, and the OAuth endpoints that hand tokens out. */
package io.kubesphere.ai.standalone.ksapiserver.login;
