package io.jenkins.lib.containergate.report.json;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * Every key has to be there, except those that came {@linkplain AddedLater later}, and those that are not even written where
 * there is no value.
 */
final class RequiredKeys extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
        return !member.hasAnnotation(AddedLater.class) && !leftOut(member.getAnnotation(JsonInclude.class));
    }

    private static boolean leftOut(@Nullable JsonInclude include) {
        return include != null && include.value() == JsonInclude.Include.NON_NULL;
    }

    /**
     * Files written before this key existed, under the same schema version, have none: the reader takes the missing key for
     * {@code null}, so it goes with {@link NullAllowed}. Only for keys on which no outcome and no decision depends. All other
     * keys are required.
     */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
    @interface AddedLater {}

    /** The reader accepts {@code null} here; everywhere else it refuses it. */
    @JacksonAnnotationsInside
    @JsonSetter(nulls = Nulls.SET)
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
    @interface NullAllowed {}
}
