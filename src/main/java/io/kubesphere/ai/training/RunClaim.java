package io.kubesphere.ai.training;

import java.util.Optional;
import java.util.OptionalLong;

/** What a program says anew about a run; what is empty stays. */
public record RunClaim(Optional<ReportedStatus> status, OptionalLong endMs, Optional<String> name) {}
