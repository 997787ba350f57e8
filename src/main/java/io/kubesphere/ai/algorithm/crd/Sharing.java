package io.kubesphere.ai.algorithm.crd;

/** Who may see and run an algorithm. */
public enum Sharing {
    Project,
    Workspace,
    Platform
}
