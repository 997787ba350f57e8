package io.kubesphere.ai.standalone.ksapiserver;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all test classes the same KubeSphere, which starts once; a test that changes something uses names of its own. */
final class SharedKubeSphere implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(DemoKubeSphere.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(DemoKubeSphere.class, type -> new DemoKubeSphere(), DemoKubeSphere.class);
    }
}
