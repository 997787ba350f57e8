package io.kubesphere.ai.dataset.crd;

/** How far a dataset can be seen. */
public enum SharingScope {
    Project,
    Projects,
    Workspace,
    Platform
}
