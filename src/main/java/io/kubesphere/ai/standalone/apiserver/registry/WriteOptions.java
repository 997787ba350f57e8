package io.kubesphere.ai.standalone.apiserver.registry;

/** How a create, update or patch is to be done; the manager is who managedFields will name. */
public record WriteOptions(String fieldManager, boolean dryRun, FieldValidation fieldValidation, boolean force) {

    /** What becomes of fields that the schema does not know. */
    public enum FieldValidation {
        IGNORE,
        WARN,
        STRICT
    }

    static WriteOptions internal() {
        return new WriteOptions("apiserver", false, FieldValidation.IGNORE, false);
    }
}
