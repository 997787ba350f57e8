package io.kubesphere.ai.standalone.ksapiserver.login;

import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;

/** An error of RFC 6749, 5.2. */
record OAuthError(String type, String description) {

    static OAuthError invalidGrant(String description) {
        return new OAuthError("invalid_grant", description);
    }

    static OAuthError server() {
        return new OAuthError("server_error", "An internal server error occurred while processing the request.");
    }

    Reply reply(int status) {
        return Reply.json(status, Json.object().put("error", type).put("error_description", description));
    }
}
