package io.jenkins.lib.containergate.report.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Files written before this key existed, under the same schema version, have none: the reader takes the missing key for
 * {@code null}, so it goes with {@link NullAllowed}. Only for keys on which no outcome and no decision depends. All other
 * keys are required.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@interface AddedLater {}
