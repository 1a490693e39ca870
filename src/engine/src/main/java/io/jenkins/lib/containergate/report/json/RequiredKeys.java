package io.jenkins.lib.containergate.report.json;

import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Every key has to be there, except those that came {@linkplain AddedLater later}. */
final class RequiredKeys extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
        return !member.hasAnnotation(AddedLater.class);
    }
}
