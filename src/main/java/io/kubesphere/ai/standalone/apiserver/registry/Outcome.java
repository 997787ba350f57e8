package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An answered write: the object as it now is, whether it is new, and what to warn the caller of. */
public record Outcome(ObjectNode object, boolean created, List<String> warnings) {}
