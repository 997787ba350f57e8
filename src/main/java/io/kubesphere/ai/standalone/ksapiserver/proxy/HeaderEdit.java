package io.kubesphere.ai.standalone.ksapiserver.proxy;

import io.vertx.core.MultiMap;

/** What one kind of upstream needs to see changed in a request's headers. */
@FunctionalInterface
interface HeaderEdit {

    /** @param upgrade whether the connection is to become another protocol */
    void apply(MultiMap headers, boolean upgrade);
}
