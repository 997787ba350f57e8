package io.kubesphere.ai.kernel.auth;

/** Finds out whose token this is. */
@FunctionalInterface
interface BearerVerifier {

    /** The user; a 401 when the token is no good, a 503 when nobody can say. */
    Caller verify(String token);
}
