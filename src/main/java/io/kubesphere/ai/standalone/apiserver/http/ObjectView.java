package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.store.Stored;

/** How one object is shown: as it is stored, or in another form that the client asked for. */
interface ObjectView {

    byte[] bytes(Stored stored);

    /** A bookmark's object in this form. */
    ObjectNode bookmark(ObjectNode plain);
}
