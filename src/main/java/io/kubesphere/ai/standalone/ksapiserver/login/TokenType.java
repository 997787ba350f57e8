package io.kubesphere.ai.standalone.ksapiserver.login;

/** What a token is for; a verifier in KubeSphere does not look at it, so a refresh token works as a bearer too. */
enum TokenType {
    ACCESS("access_token"),
    REFRESH("refresh_token"),
    STATIC("static_token");

    private final String claim;

    TokenType(String claim) {
        this.claim = claim;
    }

    String claim() {
        return claim;
    }
}
