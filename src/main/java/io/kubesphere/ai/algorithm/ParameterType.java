package io.kubesphere.ai.algorithm;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Types of parameters. */
public enum ParameterType {
    @JsonProperty("int")
    INT,
    @JsonProperty("float")
    FLOAT,
    @JsonProperty("string")
    STRING,
    @JsonProperty("bool")
    BOOL,
    @JsonProperty("enum")
    ENUM
}
