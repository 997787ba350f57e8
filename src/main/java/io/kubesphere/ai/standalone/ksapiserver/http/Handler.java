package io.kubesphere.ai.standalone.ksapiserver.http;

/** A station behind authorization; the first that serves a request gets it. */
public interface Handler {

    boolean serves(Exchange exchange);

    /** Answers, now or later. */
    void serve(Exchange exchange);
}
