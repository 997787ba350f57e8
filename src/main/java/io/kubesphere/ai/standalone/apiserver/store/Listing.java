package io.kubesphere.ai.standalone.apiserver.store;

import java.util.List;

/** Objects in key order, and the revision of the store at which exactly these existed. */
public record Listing(long revision, List<Stored> items) {}
