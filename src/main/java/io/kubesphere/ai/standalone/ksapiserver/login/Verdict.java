package io.kubesphere.ai.standalone.ksapiserver.login;

import io.kubesphere.ai.standalone.ksapiserver.iam.Identity;

/** Whether a request's credential is good. */
public sealed interface Verdict {

    /** It is, or there was none: then nobody in particular is calling. */
    record Known(Identity identity) implements Verdict {}

    /** It is not; the sentence goes to the caller. */
    record Refused(String why) implements Verdict {}
}
