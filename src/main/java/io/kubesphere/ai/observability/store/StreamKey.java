package io.kubesphere.ai.observability.store;

import io.kubesphere.ai.observability.RunRef;
import java.util.OptionalInt;

/** One instance of a container; {@code podUid}, container and restart say which, the rest belongs to it. */
public record StreamKey(RunRef run, String pod, String podUid, OptionalInt rank, String container, int restart) {

    /** Where the objects of all streams of the pod lie. Uids and container names are fit for keys as they are. */
    static String podPrefix(String run, String podUid) {
        return "logs/" + run + "/" + podUid + "/";
    }

    /** Where its objects lie. */
    String prefix() {
        return podPrefix(run.uid(), podUid) + container + "/" + restart + "/";
    }
}
