package io.kubesphere.ai.kernel.auth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The resource class speaks a protocol with error shapes of its own, and asks {@link RunTokens} itself. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface VerifiesItself {}
