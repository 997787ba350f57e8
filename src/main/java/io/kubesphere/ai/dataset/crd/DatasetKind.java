package io.kubesphere.ai.dataset.crd;

/** What the files hold, which decides how they are shown. */
public enum DatasetKind {
    Tabular,
    Image,
    Text,
    Audio,
    Video,
    Generic
}
